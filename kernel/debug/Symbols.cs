using System;
using Diesis.Abi.Symbols;
using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>The kernel's own <see cref="SymbolTable"/>.</summary>
public static unsafe class Symbols
{
    /// <summary>Finds a place in the running kernel's code.</summary>
    public static bool TryFind(VirtualAddress at, out Symbol symbol)
    {
        KernelImage image = Machine.Image;
        symbol = default;
        if (at < image.Text || at >= image.ReadOnly) return false;
        // SAFETY: the linker put the table between these two, in the image's constants.
        var table = new ReadOnlySpan<byte>(image.Symbols.Pointer, (int)(image.SymbolsEnd - image.Symbols));
        return SymbolTable.TryFind(table, (uint)(at - image.Text), out symbol);
    }
}
