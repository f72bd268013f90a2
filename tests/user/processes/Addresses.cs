using Diesis.Abi;

namespace Diesis.Tests.User;

/// <summary>Where things lie in the address space of every process of these tests.</summary>
internal static class Addresses
{
    /// <summary>The program's file, as the loader brought it.</summary>
    public const ulong Module = 0x10_0000_0000;

    /// <summary>From here on tests map what they like.</summary>
    public const ulong Free = 0x20_0000_0000;

    /// <summary>Stack and start block, which lies behind it, are in one table of pages, as they mostly are where stacks begin at random.</summary>
    public const ulong StackEnd = 0x7000_0010_0000, StackPages = 16;
    public const ulong StackStart = StackEnd - StackPages * MemoryLayout.PageSize;

    private static ulong _next = Free;

    /// <summary>Addresses for so many pages, with a gap behind them.</summary>
    public static ulong Take(ulong pages)
    {
        ulong taken = _next;
        _next += (pages + 1) * MemoryLayout.PageSize;
        return taken;
    }
}
