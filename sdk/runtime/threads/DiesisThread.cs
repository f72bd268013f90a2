global using PlatformThread = Diesis.DiesisThread;

using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>What the kernel knows a thread of this program by.</summary>
internal unsafe struct DiesisThread
{
    /// <summary>The core of the program that it runs on, and the one whose thread made it.</summary>
    public int Core, Maker;

    public SharedHandle<Thread> Thread;

    /// <summary>Its own time: threads of a process do not run on each other's. A handle of its maker's core.</summary>
    public Handle<SchedulingContext> Time;

    /// <summary>Signalled to end its wait.</summary>
    public SharedHandle<Notification> Wake;

    public ThreadMemory Memory;

    /// <summary>The next of those that have ended.</summary>
    public ThreadBlock* NextEnded;

    /// <summary>Gives up the handles of its maker's core, on which this runs.</summary>
    public void ReleaseKernelsPart()
    {
        Thread.ReleaseHere();
        Wake.ReleaseHere();
        if (!Time.IsNone) _ = Kernel.Release(Time);
    }
}
