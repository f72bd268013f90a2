using System;

namespace Diesis.Machines;

/// <summary>One page of physical memory, by its number. Holding one does not say that it is owned.</summary>
public readonly struct Frame(ulong number) : IEquatable<Frame>
{
    public ulong Number { get; } = number;

    public PhysicalAddress Start => new(Number << Page.Shift);
    public PhysicalAddress End => new((Number + 1) << Page.Shift);

    public static Frame operator +(Frame frame, ulong frames) => new(frame.Number + frames);
    public static ulong operator -(Frame end, Frame start) => end.Number - start.Number;
    public static bool operator ==(Frame left, Frame right) => left.Number == right.Number;
    public static bool operator !=(Frame left, Frame right) => left.Number != right.Number;
    public static bool operator <(Frame left, Frame right) => left.Number < right.Number;
    public static bool operator >(Frame left, Frame right) => left.Number > right.Number;
    public static bool operator <=(Frame left, Frame right) => left.Number <= right.Number;
    public static bool operator >=(Frame left, Frame right) => left.Number >= right.Number;

    public bool Equals(Frame other) => Number == other.Number;
    public override bool Equals(object? other) => other is Frame frame && Equals(frame);
    public override int GetHashCode() => unchecked((int)Number);
}
