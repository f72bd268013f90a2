using System.Runtime.CompilerServices;
using System.Threading;
using Internal.Runtime.CompilerHelpers;

namespace Internal.Runtime.Threading;

/// <summary>
/// A lock that is one word: in front of every object, and in <see cref="Lock"/>. Taking it when it is free is one interlocked
/// instruction, and so is giving it back when nobody waits.
/// </summary>
/// <remarks>
/// <code>
///     31             30…16                            15…0
///     somebody may   how many times more than once    the number of the thread
///     wait           its owner has taken it           that has it; 0 when it is free
/// </code>
/// Who waits stands in the <see cref="WaitTable"/> by the word's address. The last bit is set only inside of the table's lock.
/// </remarks>
internal static unsafe class LockWord
{
    private const int OwnerMask = ThreadList.MostThreads;
    private const int OneTime = 1 << 16;
    private const int TimesMask = 0x7FFF << 16;
    private const int IsWaitedFor = 1 << 31;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter(ref int word)
    {
        if (Interlocked.CompareExchange(ref word, ThreadBlock.Current->Id, 0) != 0) _ = EnterSlowly(ref word, IThreadPlatform.Never);
    }

    /// <param name="deadline">0 does not wait.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEnter(ref int word, ulong deadline)
        => Interlocked.CompareExchange(ref word, ThreadBlock.Current->Id, 0) == 0 || EnterSlowly(ref word, deadline);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(ref int word)
    {
        int id = ThreadBlock.Current->Id;
        if (Interlocked.CompareExchange(ref word, 0, id) != id) ExitSlowly(ref word, id);
    }

    public static bool IsHeldByThisThread(ref int word) => (Volatile.Read(ref word) & OwnerMask) == ThreadBlock.Current->Id;

    /// <summary>Gives the lock back however many times it was taken.</summary>
    /// <returns>To be handed to <see cref="EnterAgain"/>.</returns>
    public static int ExitWholly(ref int word)
    {
        int times = Volatile.Read(ref word) & TimesMask;
        // Only its owner changes these bits.
        if (times != 0) _ = Interlocked.And(ref word, ~TimesMask);
        Exit(ref word);
        return times;
    }

    public static void EnterAgain(ref int word, int times)
    {
        Enter(ref word);
        if (times != 0) _ = Interlocked.Or(ref word, times);
    }

    public static nuint KeyOf(ref int word) => (nuint)Unsafe.AsPointer(ref word);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool EnterSlowly(ref int word, ulong deadline)
    {
        var self = ThreadBlock.Current;
        if ((Volatile.Read(ref word) & OwnerMask) == self->Id)
        {
            if ((Interlocked.Add(ref word, OneTime) & TimesMask) == 0) ThrowHelpers.FailFast("a lock was taken too many times");
            return true;
        }
        while (true)
        {
            WaitTable.Enter();
            bool isTaken = TryTakeOrMark(ref word, self->Id, marks: deadline != 0);
            if (isTaken || deadline == 0)
            {
                WaitTable.Exit();
                return isTaken;
            }
            WaitTable.Add(self, KeyOf(ref word));
            WaitTable.Exit();
            if (!WaitTable.Await(self, deadline)) return TryTakeAtLast(ref word, self->Id);
        }
    }

    /// <summary>Takes the lock if it is free, and else has its owner know that somebody waits.</summary>
    private static bool TryTakeOrMark(ref int word, int id, bool marks)
    {
        while (true)
        {
            int seen = Volatile.Read(ref word);
            bool isFree = (seen & OwnerMask) == 0;
            if (!isFree && !marks) return false;
            int wanted = isFree ? seen | id : seen | IsWaitedFor;
            if (Interlocked.CompareExchange(ref word, wanted, seen) == seen) return isFree;
        }
    }

    /// <summary>After the deadline: it may have become free with it.</summary>
    private static bool TryTakeAtLast(ref int word, int id)
    {
        WaitTable.Enter();
        bool isTaken = TryTakeOrMark(ref word, id, marks: false);
        WaitTable.Exit();
        return isTaken;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ExitSlowly(ref int word, int id)
    {
        int seen = Volatile.Read(ref word);
        if ((seen & OwnerMask) != id) ThrowHelpers.FailFast("a lock that the thread does not have");
        if ((seen & TimesMask) != 0)
        {
            _ = Interlocked.Add(ref word, -OneTime);
            return;
        }
        WaitTable.Enter();
        nuint key = KeyOf(ref word);
        bool hasWoken = WaitTable.TryWakeOne(key);
        Volatile.Write(ref word, hasWoken && WaitTable.HasWaiter(key) ? IsWaitedFor : 0);
        WaitTable.Exit();
    }
}
