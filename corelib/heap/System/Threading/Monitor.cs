using System.Runtime.CompilerServices;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.Threading;

namespace System.Threading;

/// <summary>The lock that every object has, in the word in front of it, and the condition that goes with it.</summary>
public static unsafe class Monitor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter(object obj) => LockWord.Enter(ref LockOf(obj));

    /// <summary>As the lock statement has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter(object obj, ref bool lockTaken)
    {
        if (lockTaken) ThrowHelpers.ThrowArgumentException();
        LockWord.Enter(ref LockOf(obj));
        lockTaken = true;
    }

    public static bool TryEnter(object obj) => LockWord.TryEnter(ref LockOf(obj), 0);

    public static bool TryEnter(object obj, TimeSpan timeout) => TryEnter(obj, Timeout.MillisecondsOf(timeout));

    public static bool TryEnter(object obj, int millisecondsTimeout)
        => LockWord.TryEnter(ref LockOf(obj), Timeout.DeadlineIn(millisecondsTimeout));

    public static void TryEnter(object obj, ref bool lockTaken) => TryEnter(obj, 0, ref lockTaken);

    public static void TryEnter(object obj, int millisecondsTimeout, ref bool lockTaken)
    {
        if (lockTaken) ThrowHelpers.ThrowArgumentException();
        lockTaken = TryEnter(obj, millisecondsTimeout);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(object obj) => LockWord.Exit(ref LockOf(obj));

    public static bool IsEntered(object obj) => LockWord.IsHeldByThisThread(ref LockOf(obj));

    public static bool Wait(object obj) => Wait(obj, Timeout.Infinite);

    public static bool Wait(object obj, TimeSpan timeout) => Wait(obj, Timeout.MillisecondsOf(timeout));

    /// <summary>Gives the lock back until somebody pulses or the time is over, and takes it again.</summary>
    /// <returns>False when the time came first.</returns>
    public static bool Wait(object obj, int millisecondsTimeout)
    {
        ref int word = ref OwnedLockOf(obj);
        ulong deadline = Timeout.DeadlineIn(millisecondsTimeout);
        var self = ThreadBlock.Current;
        WaitTable.Enter();
        WaitTable.Add(self, ConditionOf(ref word));
        WaitTable.Exit();
        // Taking the lock again may be waiting for another thing, so this wait has to be over first.
        int times = LockWord.ExitWholly(ref word);
        bool isPulsed = WaitTable.Await(self, deadline);
        LockWord.EnterAgain(ref word, times);
        return isPulsed;
    }

    /// <summary>Has the thread that has waited longest wait for the lock instead.</summary>
    public static void Pulse(object obj)
    {
        nuint condition = ConditionOf(ref OwnedLockOf(obj));
        WaitTable.Enter();
        _ = WaitTable.TryWakeOne(condition);
        WaitTable.Exit();
    }

    public static void PulseAll(object obj)
    {
        nuint condition = ConditionOf(ref OwnedLockOf(obj));
        WaitTable.Enter();
        WaitTable.WakeAll(condition);
        WaitTable.Exit();
    }

    private static ref int OwnedLockOf(object obj)
    {
        ref int word = ref LockOf(obj);
        if (!LockWord.IsHeldByThisThread(ref word)) ThrowHelpers.FailFast("a lock that the thread does not have");
        return ref word;
    }

    /// <summary>The upper half of the word in front of the object; the lower one is the collector's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref int LockOf(object obj)
    {
        if (obj == null) ThrowHelpers.ThrowArgumentNullException();
        return ref Unsafe.Add(ref Unsafe.As<byte, int>(ref Boxes.DataOf(obj)), -3);
    }

    /// <summary>No word lies there, so nothing else is waited for by this address.</summary>
    private static nuint ConditionOf(ref int word) => LockWord.KeyOf(ref word) + 1;
}
