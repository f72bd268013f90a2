using System;
using System.Runtime.CompilerServices;

namespace Diesis.Machines;

/// <summary>A place in the machine's memory as its bus sees it. Not a pointer: only <see cref="Machine"/> turns one
/// into something to read.</summary>
public readonly struct PhysicalAddress(ulong value) : IEquatable<PhysicalAddress>, IComparable<PhysicalAddress>
{
    /// <summary>One past the highest address that a machine can have: 52 bits on x86-64, and on AArch64 without the
    /// further
    /// bits of LPA2. Intel SDM 3A, 4.1.4; Arm ARM DDI 0487, D8.1.</summary>
    public const ulong SpaceEnd = 1UL << 52;

    public static PhysicalAddress Zero => default;

    public ulong Value { get; } = value;

    public bool IsZero => Value == 0;
    public ulong OffsetInPage => Value & Page.OffsetMask;

    /// <summary>The frame that holds this byte.</summary>
    public Frame Frame => new(Value >> Page.Shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAlignedTo(ulong alignment) => (Value & (alignment - 1)) == 0;

    /// <param name="alignment">A power of two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PhysicalAddress AlignDown(ulong alignment) => new(Value & ~(alignment - 1));

    /// <param name="alignment">A power of two. The result wraps to 0 past the last multiple.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PhysicalAddress AlignUp(ulong alignment) => new(unchecked(Value + alignment - 1) & ~(alignment - 1));

    public static PhysicalAddress operator +(PhysicalAddress address, ulong bytes) => new(unchecked(address.Value + bytes));
    public static PhysicalAddress operator -(PhysicalAddress address, ulong bytes) => new(unchecked(address.Value - bytes));
    public static ulong operator -(PhysicalAddress end, PhysicalAddress start) => unchecked(end.Value - start.Value);

    public static bool operator ==(PhysicalAddress left, PhysicalAddress right) => left.Value == right.Value;
    public static bool operator !=(PhysicalAddress left, PhysicalAddress right) => left.Value != right.Value;
    public static bool operator <(PhysicalAddress left, PhysicalAddress right) => left.Value < right.Value;
    public static bool operator >(PhysicalAddress left, PhysicalAddress right) => left.Value > right.Value;
    public static bool operator <=(PhysicalAddress left, PhysicalAddress right) => left.Value <= right.Value;
    public static bool operator >=(PhysicalAddress left, PhysicalAddress right) => left.Value >= right.Value;

    public bool Equals(PhysicalAddress other) => Value == other.Value;
    public int CompareTo(PhysicalAddress other) => Value < other.Value ? -1 : Value > other.Value ? 1 : 0;
    public override bool Equals(object? other) => other is PhysicalAddress address && Equals(address);
    public override int GetHashCode() => unchecked((int)(Value >> Page.Shift));
}
