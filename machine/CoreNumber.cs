using System;

namespace Diesis.Machines;

/// <summary>A core by its place in the order in which the kernel numbers them: 0 is the one that booted.</summary>
public readonly struct CoreNumber(int value) : IEquatable<CoreNumber>
{
    /// <summary>The most cores that one kernel drives. Bounds every per-core table that is made before memory can be allocated.</summary>
    public const int Most = 256;

    public static CoreNumber Boot => default;

    public int Value { get; } = value;

    public static bool operator ==(CoreNumber left, CoreNumber right) => left.Value == right.Value;
    public static bool operator !=(CoreNumber left, CoreNumber right) => left.Value != right.Value;

    public bool Equals(CoreNumber other) => Value == other.Value;
    public override bool Equals(object? other) => other is CoreNumber core && Equals(core);
    public override int GetHashCode() => Value;
}
