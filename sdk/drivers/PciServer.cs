using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication.Events;
using Diesis.Contracts.Devices;
using Diesis.Services;
using Thread = System.Threading.Thread;

namespace Diesis.Drivers;

/// <summary>Where drivers get their functions from.</summary>
public static class PciServer
{
    /// <summary>
    /// Begins the conversation by which this process takes functions. When the server ends, they are kept from memory and are somebody else's to take: this process ends then, too, and begins
    /// anew as its policy says.
    /// </summary>
    public static Status Connect(out PciDevicesClient devices)
    {
        devices = default;
        // Before the conversation begins, so that no end is missed.
        Status status = Subscription<ProviderEvents>.Create(out Subscription<ProviderEvents> ends);
        if (status == Status.Ok) status = Service.Watch(PciDevicesContract.ExpectedHash, ends);
        Handle<Endpoint> at = default;
        if (status == Status.Ok) status = Service.Find(PciDevicesContract.ExpectedHash, out at);
        if (status == Status.Ok) status = PciDevicesClient.Connect(at, out devices);
        if (status == Status.Ok) new Thread(() => AwaitEnd(ends)) { IsBackground = true, Name = "pci" }.Start();
        return status;
    }

    private static void AwaitEnd(Subscription<ProviderEvents> ends)
    {
        while (ends.Wait(out _) == Status.Ok) { }
        Environment.Exit(1);
    }
}
