using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime.Threading;

/// <summary>
/// Words that threads wait for, of two kinds: doors, which are open (1) or shut (0) and let everybody through, and counts, of which
/// each takes one. Whoever comes while there is something there takes no lock; who had to wait is handed what came, so that nobody
/// overtakes it.
/// </summary>
internal static unsafe class WaitableWord
{
    // Doors.

    public static bool AwaitOpen(ref int door, ulong deadline)
    {
        if (Volatile.Read(ref door) != 0) return true;
        if (deadline == 0) return false;
        WaitTable.Enter();
        if (Volatile.Read(ref door) != 0)
        {
            WaitTable.Exit();
            return true;
        }
        var self = ThreadBlock.Current;
        WaitTable.Add(self, LockWord.KeyOf(ref door));
        WaitTable.Exit();
        return WaitTable.Await(self, deadline);
    }

    /// <summary>Lets everybody through who waits, and who comes until it is shut.</summary>
    public static void Open(ref int door)
    {
        WaitTable.Enter();
        Volatile.Write(ref door, 1);
        WaitTable.WakeAll(LockWord.KeyOf(ref door));
        WaitTable.Exit();
    }

    public static void Shut(ref int door) => Volatile.Write(ref door, 0);

    // Counts.

    public static bool Take(ref int count, ulong deadline)
    {
        if (TryTake(ref count)) return true;
        if (deadline == 0) return false;
        WaitTable.Enter();
        if (TryTake(ref count))
        {
            WaitTable.Exit();
            return true;
        }
        var self = ThreadBlock.Current;
        WaitTable.Add(self, LockWord.KeyOf(ref count));
        WaitTable.Exit();
        return WaitTable.Await(self, deadline);
    }

    /// <summary>Gives so many to those that wait longest; what is left over is added to the count.</summary>
    /// <param name="most">The count grows no further.</param>
    /// <returns>The count before; <paramref name="most"/> is not exceeded then, or nothing was done.</returns>
    public static bool TryPut(ref int count, int added, int most, out int before)
    {
        WaitTable.Enter();
        nuint key = LockWord.KeyOf(ref count);
        // Nobody waits while there is something to take.
        before = Volatile.Read(ref count);
        bool fits = added <= most - before;
        int left = fits ? added : 0;
        while (left > 0 && WaitTable.TryWakeOne(key)) left--;
        if (left > 0) _ = Interlocked.Add(ref count, left);
        WaitTable.Exit();
        return fits;
    }

    private static bool TryTake(ref int count)
    {
        int seen = Volatile.Read(ref count);
        while (seen > 0)
        {
            int found = Interlocked.CompareExchange(ref count, seen - 1, seen);
            if (found == seen) return true;
            seen = found;
        }
        return false;
    }
}
