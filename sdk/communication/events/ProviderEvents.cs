using System;

namespace Diesis.Communication.Events;

/// <summary>What happens to who tells of events; it comes to the same <see cref="Subscription{TEvents}"/>, from who keeps the service.</summary>
[Flags]
public enum ProviderEvents : ulong
{
    None = 0,

    /// <summary>It has ended, and its next instance, if there is one, knows of no subscribers.</summary>
    Ended = 1UL << 63,
}
