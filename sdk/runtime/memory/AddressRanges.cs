using System.Collections.Generic;
using System.Numerics;
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

    /// <summary>Those given back, by the logarithm of their size.</summary>
    private static Stack<ulong>?[]? _free;

    /// <summary>Takes room for so many pages, at least one of which behind them stays unmapped, too.</summary>
    /// <returns>The address of the first; 0 when there is no room.</returns>
    public static ulong Take(ulong pages)
    {
        int order = OrderOf(pages);
        if (_free?[order] is { Count: > 0 } free) return free.Pop();
        ulong bytes = MemoryLayout.PageSize << order;
        if (bytes > End - _next) return 0;
        ulong taken = _next;
        _next += bytes;
        return taken;
    }

    /// <summary>Gives a range back, in which nothing is mapped any more.</summary>
    /// <param name="pages">As it was taken.</param>
    public static void Give(ulong start, ulong pages)
    {
        _free ??= new Stack<ulong>?[64];
        (_free[OrderOf(pages)] ??= new()).Push(start);
    }

    private static int OrderOf(ulong pages) => BitOperations.Log2(pages) + 1;
}
