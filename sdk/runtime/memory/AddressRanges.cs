using System.Collections.Generic;
using System.Numerics;
using System.Threading;
using Diesis.Abi;

namespace Diesis;

/// <summary>
/// Addresses of this process where nothing is mapped: a part of its space that is divided here and nowhere else. Ranges are of powers
/// of two of pages, so that those given back fit again.
/// </summary>
public static class AddressRanges
{
    private const ulong Start = 0x1000_0000_0000, End = 0x6000_0000_0000;

    private static ulong _next = Start;

    /// <summary>Those given back. The heap itself takes ranges before it can have objects: no reference may stand beside the above.</summary>
    private static class Returned
    {
        /// <summary>By the logarithm of their size.</summary>
        public static readonly Stack<ulong>?[] ByOrder = new Stack<ulong>?[64];

        public static readonly Lock Lock = new();
    }

    private static bool _haveReturned;

    /// <summary>Takes room for so many pages, at least one of which behind them stays unmapped, too.</summary>
    /// <returns>The address of the first; 0 when there is no room.</returns>
    public static ulong Take(ulong pages)
    {
        int order = OrderOf(pages);
        if (_haveReturned && TryTakeAgain(order, out ulong start)) return start;
        ulong bytes = MemoryLayout.PageSize << order;
        ulong end = Interlocked.Add(ref _next, bytes);
        return end <= End ? end - bytes : 0;
    }

    /// <summary>Gives a range back, in which nothing is mapped any more.</summary>
    /// <param name="pages">As it was taken.</param>
    public static void Give(ulong start, ulong pages)
    {
        lock (Returned.Lock) (Returned.ByOrder[OrderOf(pages)] ??= new()).Push(start);
        _haveReturned = true;
    }

    private static bool TryTakeAgain(int order, out ulong start)
    {
        start = 0;
        lock (Returned.Lock) return Returned.ByOrder[order]?.TryPop(out start) ?? false;
    }

    private static int OrderOf(ulong pages) => BitOperations.Log2(pages) + 1;
}
