using System;
using System.Runtime.CompilerServices;

namespace Diesis.Machines;

/// <summary>Frames that follow each other. Empty when <see cref="Count"/> is 0. Holding one does not say that they are owned.</summary>
public readonly struct FrameRange(Frame start, ulong count) : IEquatable<FrameRange>
{
    public Frame Start { get; } = start;
    public ulong Count { get; } = count;

    public Frame End => Start + Count;
    public bool IsEmpty => Count == 0;

    public static FrameRange Between(Frame start, Frame end) => new(start, end > start ? end - start : 0);

    /// <summary>The frames that lie wholly between two addresses.</summary>
    public static FrameRange Within(PhysicalAddress start, PhysicalAddress end) => Between(start.AlignUp(Page.Size).Frame, end.Frame);

    public bool Contains(Frame frame) => frame >= Start && frame < End;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FrameRange Intersect(FrameRange other)
        => Between(Start > other.Start ? Start : other.Start, End < other.End ? End : other.End);

    public bool Equals(FrameRange other) => Start == other.Start && Count == other.Count;
    public override bool Equals(object? other) => other is FrameRange range && Equals(range);
    public override int GetHashCode() => unchecked((int)(Start.Number * 31 + Count));

    public static bool operator ==(FrameRange left, FrameRange right) => left.Equals(right);
    public static bool operator !=(FrameRange left, FrameRange right) => !left.Equals(right);
}
