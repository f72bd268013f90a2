using System;
using Diesis.Terminals.Screens;

namespace Diesis.Terminals.Rendering;

/// <summary>What colours look like, as 0xRRGGBB.</summary>
public static class Palette
{
    /// <summary>Those of the terminal itself: the kernel's console has the same.</summary>
    public const uint Letter = 0xD8DEE9, Ground = 0x11151C;

    /// <summary>The 16 that programs know by name; how they look is each terminal's choice.</summary>
    private static ReadOnlySpan<uint> Named =>
    [
        0x2A303C, 0xD0606A, 0x9CBF7F, 0xE3C07C, 0x7296C4, 0xB48EAD, 0x7FBCC8, 0xD8DEE9,
        0x5C677A, 0xFF6B6B, 0xB5E08C, 0xFFD98A, 0x8FB8F0, 0xD3A8D0, 0x9BE0EC, 0xFFFFFF,
    ];

    /// <summary>Steps of the 6 by 6 by 6 colours from 16 on: xterm, 256colres.h.</summary>
    private static ReadOnlySpan<byte> Steps => [0, 95, 135, 175, 215, 255];

    public static uint LookOf(Colour colour, uint ofTerminal)
    {
        if (colour.IsDefault) return ofTerminal;
        if (!colour.IsIndexed) return colour.Value;
        int number = (int)colour.Value;
        if (number < 16) return Named[number];
        // 24 greys at the end, from 8 on, 10 apart.
        if (number >= 232) return (uint)(8 + 10 * (number - 232)) * 0x01_01_01;
        number -= 16;
        return (uint)(Steps[number / 36] << 16 | Steps[number / 6 % 6] << 8 | Steps[number % 6]);
    }

    /// <summary>Half way from one to the other.</summary>
    public static uint Between(uint one, uint other) => (one & 0xFEFEFE) / 2 + (other & 0xFEFEFE) / 2;
}
