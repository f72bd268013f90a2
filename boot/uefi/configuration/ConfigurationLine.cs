using System;

namespace Diesis.Boot.Uefi.Configuration;

/// <summary>One line of a configuration file that says something: <c>key = value</c>.</summary>
public readonly ref struct ConfigurationLine(int number, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
{
    /// <summary>Counted from 1.</summary>
    public int Number { get; } = number;

    public ReadOnlySpan<byte> Key { get; } = key;
    public ReadOnlySpan<byte> Value { get; } = value;
}
