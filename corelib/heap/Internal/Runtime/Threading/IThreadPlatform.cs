using System.Diagnostics.CodeAnalysis;

namespace Internal.Runtime.Threading;

/// <summary>
/// What threads, and all that waits, ask of the system below. A <c>readonly struct</c> of each target implements it; a
/// <c>global using ThreadPlatform = …</c> chooses, so every call is direct, and <c>PlatformThread</c> is what it keeps of each thread.
/// </summary>
internal unsafe interface IThreadPlatform
{
    /// <summary>A time that is none.</summary>
    const ulong Never = ulong.MaxValue;

    /// <summary>Nanoseconds since some moment.</summary>
    static abstract ulong Now { get; }

    /// <summary>On how many cores the threads can run at once.</summary>
    static abstract int ProcessorCount { get; }

    /// <summary>Makes a thread with a stack and an empty block; it does not run yet.</summary>
    /// <param name="stackBytes">At least; 0 for the usual.</param>
    /// <returns>Null when the system has no room for one.</returns>
    static abstract ThreadBlock* TryMake(nuint stackBytes, ThreadPlace place);

    /// <summary>Has a thread that was made run <see cref="System.Threading.Thread.Run"/>, with its pointer register set.</summary>
    static abstract void Start(ThreadBlock* thread);

    /// <summary>Ends the calling thread, whose block nobody else knows any more.</summary>
    [DoesNotReturn]
    static abstract void Exit(ThreadBlock* self);

    /// <summary>
    /// Waits until somebody calls <see cref="Unpark"/>, or has since the last time: one such call ends one wait. It may end for nothing,
    /// too, so whoever parks looks at its condition before each time.
    /// </summary>
    /// <param name="deadline">By <see cref="Now"/>, or <see cref="Never"/>.</param>
    /// <returns>False when the deadline came first.</returns>
    static abstract bool Park(ThreadBlock* self, ulong deadline);

    static abstract void Unpark(ThreadBlock* thread);

    /// <summary>Lets others run.</summary>
    static abstract void Yield();

    /// <summary>Makes a lock ready to be waited for.</summary>
    static abstract void Prepare(ref RawLock rawLock);

    /// <summary>Waits until <see cref="WakeOne"/> is called for the same lock, or has been since the last time; or for nothing.</summary>
    static abstract void WaitFor(ref RawLock rawLock);

    static abstract void WakeOne(ref RawLock rawLock);

    // For the collector, which knows all threads.

    /// <summary>Stops another thread, wherever it is; it stands still when this returns.</summary>
    static abstract void Stop(ThreadBlock* thread);

    /// <summary>Shows the registers of a stopped thread.</summary>
    /// <param name="show">To be called with start and end of each part, aligned to words.</param>
    /// <returns>The end in use of its stack.</returns>
    static abstract byte* ShowRegisters(ThreadBlock* thread, delegate*<byte*, byte*, void> show);

    /// <summary>Lets a stopped thread go on.</summary>
    static abstract void Resume(ThreadBlock* thread);
}
