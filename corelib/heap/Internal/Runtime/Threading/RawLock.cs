using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime.Threading;

/// <summary>
/// The lock under all others: for a few instructions that neither allocate nor wait. A thread that finds it taken waits in the system
/// below, so threads of any priority get on.
/// </summary>
internal struct RawLock
{
    private const int Free = 0, Taken = 1, Contended = 2;

    private const int SpinRounds = 40, SpinsPerRound = 8;

    /// <summary>For systems that wait at an address; nobody else touches it.</summary>
    public int State;

    /// <summary>What the system below makes of it.</summary>
    public ulong Platform;

    /// <summary>The state while somebody may wait.</summary>
    public const int WaitedFor = Contended;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        if (Interlocked.CompareExchange(ref State, Taken, Free) != Free) EnterContended();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit()
    {
        if (Interlocked.Exchange(ref State, Free) == Contended) ThreadPlatform.WakeOne(ref this);
    }

    /// <summary>Who has waited cannot know whether others do, and leaves the lock as one that others wait for.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnterContended()
    {
        // Whoever has it on another core gives it back sooner than waiting is arranged.
        for (int round = ThreadPlatform.ProcessorCount == 1 ? SpinRounds : 0; round < SpinRounds; round++)
        {
            Thread.SpinWait(SpinsPerRound);
            if (Volatile.Read(ref State) == Free && Interlocked.CompareExchange(ref State, Taken, Free) == Free) return;
        }
        while (Interlocked.Exchange(ref State, Contended) != Free) ThreadPlatform.WaitFor(ref this);
    }
}
