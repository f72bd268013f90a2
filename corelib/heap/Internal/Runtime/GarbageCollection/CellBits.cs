using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.GarbageCollection;

/// <summary>A bit for each cell of a block.</summary>
[InlineArray(WordCount)]
internal struct CellBits
{
    public const int WordCount = (int)(Block.Size / SizeClasses.Smallest + WordBits - 1) / WordBits;
    public const int WordBits = 64;

    private ulong _first;

    /// <param name="cell">One that a block has: nothing is checked.</param>
    [UnscopedRef, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong WordOf(uint cell) => ref Unsafe.Add(ref _first, (nint)(cell / WordBits));
}
