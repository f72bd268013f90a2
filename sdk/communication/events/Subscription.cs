using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication.Events;

/// <summary>
/// Hears of events: flags of an enumeration whose highest bit, if it has 64, means nothing (<see cref="ProviderEvents.Ended"/>). Any number of servers can be told of it; disposing of it ends
/// all of that.
/// </summary>
public readonly struct Subscription<TEvents> : IDisposable where TEvents : unmanaged, Enum
{
    private readonly Handle<Notification> _notification;

    private Subscription(Handle<Notification> notification) => _notification = notification;

    public static Status Create(out Subscription<TEvents> subscription)
    {
        Status status = Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> notification);
        subscription = new(notification);
        return status;
    }

    /// <summary>What servers are given.</summary>
    public Subscriber<TEvents> Subscriber => new(_notification);

    /// <summary>What who keeps a server is given, to tell of its end.</summary>
    public Subscriber<ProviderEvents> OfProvider => new(_notification);

    /// <summary>Waits until something happens, or has happened since the last time.</summary>
    /// <param name="events">All of it. A server is not kept from telling what is no member of the enumeration.</param>
    /// <param name="deadlineNs">0 to look only: then <see cref="Status.WouldBlock"/> says that there was nothing.</param>
    /// <returns>
    /// <see cref="Status.PeerClosed"/>: who tells of events has ended. <paramref name="events"/> are those that it has told of before; who subscribes anew looks how things stand then, since it
    /// was told of nothing in between.
    /// </returns>
    public Status Wait(out TEvents events, ulong deadlineNs = ulong.MaxValue)
    {
        Status status = Kernel.Wait(_notification, deadlineNs, out ulong bits);
        events = EnumBits.To<TEvents>(bits & ~(ulong)ProviderEvents.Ended);
        return (bits & (ulong)ProviderEvents.Ended) == 0 ? status : Status.PeerClosed;
    }

    public void Dispose() => _ = Kernel.Release(_notification);
}
