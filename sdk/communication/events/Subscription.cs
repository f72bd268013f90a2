using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication.Events;

/// <summary>Hears of events. Any number of servers can be told of it; disposing of it ends all of that.</summary>
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

    /// <summary>Waits until something happens, or has happened since the last time.</summary>
    /// <param name="events">All of it. A server is not kept from telling what is no member of the enumeration.</param>
    /// <param name="deadlineNs">0 to look only: then <see cref="Status.WouldBlock"/> says that there was nothing.</param>
    public Status Wait(out TEvents events, ulong deadlineNs = ulong.MaxValue)
    {
        Status status = Kernel.Wait(_notification, deadlineNs, out ulong bits);
        events = EnumBits.To<TEvents>(bits);
        return status;
    }

    public void Dispose() => _ = Kernel.Release(_notification);
}
