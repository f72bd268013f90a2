using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.User;

namespace Diesis.Tests.Bench.User;

/// <summary>
/// Another process, which runs a function of this program for as long as this is not disposed. It has an endpoint, a notification and a page
/// of memory in common with this one.
/// </summary>
// SAFETY: the page is mapped in both as long as the peer is used.
internal unsafe ref struct Peer : IDisposable
{
    public const uint HighestPriority = 63, LowPriority = 32;

    /// <summary>Where both see the page.</summary>
    private const ulong CommonAddress = 0x11_0000_0000;

    /// <summary>Where the peer sees a device's registers, if it was given any.</summary>
    public const ulong DeviceAddress = 0x12_0000_0000;

    private const ulong BudgetBytes = 1 << 20;

    private ChildProcess _process;
    private Handle<MemoryObject> _common;

    public Handle<Endpoint> Endpoint;
    public Handle<Notification> Notification;

    /// <summary>A word of the page.</summary>
    public static ref ulong CommonWord => ref *(ulong*)CommonAddress;

    /// <summary>Other words of the page.</summary>
    public static ref ulong CommonSecond => ref *(ulong*)(CommonAddress + 8);
    public static ref ulong CommonThird => ref *(ulong*)(CommonAddress + 16);

    /// <summary>In the peer: what it shares.</summary>
    public static Handle<Endpoint> GivenEndpoint => World.Claim<Endpoint>(ChildStart.Current.Gift0.Value);
    public static Handle<Notification> GivenNotification => World.Claim<Notification>(ChildStart.Current.Gift1.Value);

    /// <summary>Starts one, and lets it run until it waits or yields.</summary>
    /// <param name="device">Registers of a device for it alone, a page.</param>
    public static bool TryStart(delegate*<ulong, ulong> function, uint priority, out Peer peer, Handle<MemoryObject> device = default)
    {
        peer = default;
        Status status = Kernel.CreateEndpoint(World.Budget, out peer.Endpoint);
        if (status == Status.Ok) status = Kernel.CreateNotification(World.Budget, out peer.Notification);
        if (status == Status.Ok) status = Kernel.CreateMemory(World.Budget, 1, MemoryOptions.Committed, out peer._common);
        if (status == Status.Ok) status = Kernel.Map(World.Space, peer._common, CommonAddress, 0, 1, Protection.ReadWrite);
        if (status == Status.Ok) status = peer._process.Make(World.Budget, BudgetBytes, priority);
        if (status == Status.Ok) status = Kernel.Map(peer._process.Space, peer._common, CommonAddress, 0, 1, Protection.ReadWrite);
        if (status == Status.Ok) status = peer._process.GiveFirst(peer.Endpoint, Rights.All);
        if (status == Status.Ok) status = peer._process.GiveSecond(peer.Notification, Rights.All);
        if (status == Status.Ok && !device.IsNone)
            status = Kernel.Map(peer._process.Space, device, DeviceAddress, 0, 1, Protection.ReadWrite);
        if (status == Status.Ok) status = peer._process.Start(function, 0);
        if (status == Status.Ok) status = Kernel.Yield();
        CommonWord = 0;
        return status == Status.Ok;
    }

    public readonly void Dispose()
    {
        _process.Release();
        _ = Kernel.Release(_common);
        _ = Kernel.Release(Notification);
        _ = Kernel.Release(Endpoint);
    }
}
