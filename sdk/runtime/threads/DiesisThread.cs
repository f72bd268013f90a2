global using PlatformThread = Diesis.DiesisThread;

using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>What the kernel knows a thread of this process by.</summary>
internal unsafe struct DiesisThread
{
    public Handle<Thread> Thread;

    /// <summary>Its own time: threads of a process do not run on each other's.</summary>
    public Handle<SchedulingContext> Time;

    /// <summary>Signalled to end its wait.</summary>
    public Handle<Notification> Wake;

    public ThreadMemory Memory;

    /// <summary>The next of those that have ended.</summary>
    public ThreadBlock* NextEnded;
}
