using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication.Events;

/// <summary>Somebody who wants to hear of events: flags of an enumeration, of which those that come before they are looked at add up. To a server it goes as a parameter of a contract's method.</summary>
/// <remarks>The server's handle keeps nothing alive: when the client has gone, or has disposed of its <see cref="Subscription{TEvents}"/>, nobody can be told any more.</remarks>
public readonly struct Subscriber<TEvents>(Handle<Notification> notification) where TEvents : unmanaged, Enum
{
    public Handle<Notification> Notification { get; } = notification;
    public bool IsNone => Notification.IsNone;

    /// <returns>False when nobody is there any more who could hear of it.</returns>
    public bool TryTell(TEvents events) => Kernel.Signal(Notification, EnumBits.Of(events)) == Status.Ok;

    /// <summary>Tells it no more.</summary>
    public void Release() => _ = Kernel.Release(Notification);
}
