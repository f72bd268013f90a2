using System;

namespace Diesis.Boot.Uefi.Firmware;

/// <summary>What a firmware function answers. UEFI 2.10, appendix D.</summary>
public readonly struct EfiStatus(ulong value)
{
    private const ulong ErrorBit = 1UL << 63;

    public ulong Value { get; } = value;

    public static EfiStatus Success => default;
    public static EfiStatus LoadError => new(ErrorBit | 1);
    public static EfiStatus InvalidParameter => new(ErrorBit | 2);
    public static EfiStatus BufferTooSmall => new(ErrorBit | 5);

    public bool IsError => (Value & ErrorBit) != 0;

    public static bool operator ==(EfiStatus left, EfiStatus right) => left.Value == right.Value;
    public static bool operator !=(EfiStatus left, EfiStatus right) => left.Value != right.Value;

    public override bool Equals(object? other) => other is EfiStatus status && status == this;
    public override int GetHashCode() => (int)Value;

    /// <summary>The error in words that follow the name of what it befell.</summary>
    public Problem Problem => IsError ? Problem.Because(Words) : Problem.None;

    private ReadOnlySpan<byte> Words => (Value & ~ErrorBit) switch
    {
        3 => "cannot be done by this firmware"u8,
        7 => "cannot be read: the device reports an error"u8,
        9 => "cannot be had: there is not enough memory"u8,
        10 => "cannot be read: the file system is damaged"u8,
        12 => "cannot be read: there is no medium"u8,
        13 => "cannot be read: the medium was changed"u8,
        14 => "does not exist"u8,
        15 => "cannot be read: the firmware denies access"u8,
        18 => "cannot be read: the device did not answer in time"u8,
        26 => "is refused by the firmware's security policy"u8,
        27 => "cannot be read: its checksum is wrong"u8,
        _ => "cannot be used: the firmware gives no particular reason"u8,
    };
}
