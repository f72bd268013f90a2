using System;
using System.Runtime.CompilerServices;

namespace Diesis.Machines;

/// <summary>A place in an address space. Dereferenced only where the code can say why it is mapped.</summary>
// SAFETY: nothing is followed here; who follows the pointer says why the address is mapped.
public readonly struct VirtualAddress(ulong value) : IEquatable<VirtualAddress>, IComparable<VirtualAddress>
{
    public static VirtualAddress Zero => default;

    public ulong Value { get; } = value;

    public bool IsZero => Value == 0;

    /// <summary>In the half that belongs to the kernel: the top bit is set on every architecture served.</summary>
    public bool IsKernelHalf => (Value >> 63) != 0;

    public ulong OffsetInPage => Value & Page.OffsetMask;

    /// <summary>A place in an address space. Dereferenced only where the code can say why it is mapped.</summary>
    public Frame Frame => new(Value >> Page.Shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAlignedTo(ulong alignment) => (Value & (alignment - 1)) == 0;

    /// <param name="alignment">A power of two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public VirtualAddress AlignDown(ulong alignment) => new(Value & ~(alignment - 1));

    /// <param name="alignment">A power of two. The result wraps to 0 past the last multiple.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public VirtualAddress AlignUp(ulong alignment) => new(unchecked(Value + alignment - 1) & ~(alignment - 1));

    public static VirtualAddress operator +(VirtualAddress address, ulong bytes) => new(unchecked(address.Value + bytes));
    public static VirtualAddress operator -(VirtualAddress address, ulong bytes) => new(unchecked(address.Value - bytes));
    public static ulong operator -(VirtualAddress end, VirtualAddress start) => unchecked(end.Value - start.Value);

    public static bool operator ==(VirtualAddress left, VirtualAddress right) => left.Value == right.Value;
    public static bool operator !=(VirtualAddress left, VirtualAddress right) => left.Value != right.Value;
    public static bool operator <(VirtualAddress left, VirtualAddress right) => left.Value < right.Value;
    public static bool operator >(VirtualAddress left, VirtualAddress right) => left.Value > right.Value;
    public static bool operator <=(VirtualAddress left, VirtualAddress right) => left.Value <= right.Value;
    public static bool operator >=(VirtualAddress left, VirtualAddress right) => left.Value >= right.Value;

    public bool Equals(VirtualAddress other) => Value == other.Value;
    public int CompareTo(VirtualAddress other) => Value < other.Value ? -1 : Value > other.Value ? 1 : 0;
    public static unsafe VirtualAddress Of(void* pointer) => new((ulong)pointer);
    public unsafe void* Pointer => (void*)Value;

    public override bool Equals(object? other) => other is VirtualAddress address && Equals(address);
    public override int GetHashCode() => unchecked((int)(Value >> Page.Shift));
}
