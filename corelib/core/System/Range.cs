using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>From one position up to, and without, another.</summary>
public readonly struct Range(Index start, Index end) : IEquatable<Range>
{
    public Index Start { get; } = start;
    public Index End { get; } = end;

    public static Range All => new(Index.Start, Index.End);
    public static Range StartAt(Index start) => new(start, Index.End);
    public static Range EndAt(Index end) => new(Index.Start, end);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int Offset, int Length) GetOffsetAndLength(int length)
    {
        int start = Start.GetOffset(length);
        int end = End.GetOffset(length);
        if ((uint)end > (uint)length || (uint)start > (uint)end) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return (start, end - start);
    }

    public bool Equals(Range other) => Start.Equals(other.Start) && End.Equals(other.End);
    public override bool Equals(object? other) => other is Range value && Equals(value);
    public override int GetHashCode() => unchecked(Start.GetHashCode() * 31 + End.GetHashCode());
}
