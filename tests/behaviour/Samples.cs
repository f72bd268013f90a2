using System;

namespace Diesis.Tests.Behaviour;

/// <summary>Values at which integers tend to go wrong.</summary>
internal static class Samples
{
    public static ReadOnlySpan<ulong> Words =>
    [
        0, 1, 2, 3, 7, 8, 9, 10, 11, 15, 16, 99, 100, 127, 128, 129, 255, 256, 999, 1000, 0x7FFF, 0x8000, 0xFFFF,
        0x1_0000, 99_999, 100_000, 0x7FFF_FFFF, 0x8000_0000, 0x8000_0001, 0xFFFF_FFFF, 0x1_0000_0000, 9_999_999_999,
        10_000_000_000, 0x1234_5678_9ABC_DEF0, 0x5555_5555_5555_5555, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000,
        0x8000_0000_0000_0001, 9_999_999_999_999_999_999, 10_000_000_000_000_000_000, 0xFFFF_FFFF_FFFF_FFFE,
        0xFFFF_FFFF_FFFF_FFFF,
    ];
}
