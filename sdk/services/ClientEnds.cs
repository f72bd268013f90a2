using System.Threading;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Events;

namespace Diesis.Services;

/// <summary>Has a server hear of its clients' ends as soon as init does.</summary>
public static class ClientEnds
{
    /// <summary>Closes conversations of clients that have ended, from now on. A server that cannot be told of ends notices them when somebody new comes.</summary>
    public static void CloseIn(ObjectServer server)
    {
        if (Subscription<ProviderEvents>.Create(out Subscription<ProviderEvents> ends) != Status.Ok || Service.WatchClients(ends) != Status.Ok) return;
        new Thread(() => Listen(server, ends)) { IsBackground = true, Name = "clients" }.Start();
    }

    private static void Listen(ObjectServer server, Subscription<ProviderEvents> ends)
    {
        while (ends.Wait(out _) is Status.Ok or Status.PeerClosed && server.CloseEndedClients() == Status.Ok) { }
    }
}
