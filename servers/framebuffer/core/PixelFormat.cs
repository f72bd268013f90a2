using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Contracts.Displays;

namespace Diesis.Servers.Framebuffer;

/// <summary>How a screen has its pixels: red, green and blue of so many bits, at their places in 16, 24 or 32 bits.</summary>
public readonly struct PixelFormat
{
    private readonly ScreenMode _mode;
    private readonly bool _isPlain;

    public PixelFormat(in ScreenMode mode)
    {
        _mode = mode;
        BytesPerPixel = mode.BitsPerPixel / 8;
        _isPlain = mode is { BitsPerPixel: 32, RedShift: 16, RedBits: 8, GreenShift: 8, GreenBits: 8, BlueShift: 0, BlueBits: 8 };
    }

    public int BytesPerPixel { get; }

    public static bool IsKnown(in ScreenMode mode)
        => mode.BitsPerPixel is 16 or 24 or 32 && mode.Width > 0 && mode.Height > 0 && mode.Pitch >= (ulong)mode.Width * mode.BitsPerPixel / 8
            && IsPart(mode.RedShift, mode.RedBits, mode) && IsPart(mode.GreenShift, mode.GreenBits, mode) && IsPart(mode.BlueShift, mode.BlueBits, mode);

    private static bool IsPart(byte shift, byte bits, in ScreenMode mode) => bits is > 0 and <= 16 && shift + bits <= mode.BitsPerPixel;

    /// <summary>As much of an area as is on the screen.</summary>
    public static PixelArea Clip(PixelArea area, in ScreenMode mode)
    {
        uint x = Math.Min(area.X, mode.Width), y = Math.Min(area.Y, mode.Height);
        return new(x, y, Math.Min(area.Width, mode.Width - x), Math.Min(area.Height, mode.Height - y));
    }

    /// <param name="pixels">0x00RRGGBB each.</param>
    /// <param name="into">As many, as the screen has them.</param>
    public void Convert(ReadOnlySpan<uint> pixels, Span<byte> into)
    {
        if (_isPlain)
        {
            MemoryMarshal.AsBytes(pixels).CopyTo(into);
            return;
        }
        int at = 0;
        foreach (uint pixel in pixels)
        {
            uint packed = Part(pixel >> 16, _mode.RedBits, _mode.RedShift) | Part(pixel >> 8, _mode.GreenBits, _mode.GreenShift) | Part(pixel, _mode.BlueBits, _mode.BlueShift);
            for (int i = 0; i < BytesPerPixel; i++, packed >>= 8) into[at++] = (byte)packed;
        }
    }

    /// <summary>Eight bits of a colour as so many bits; of more than eight, the lowest stay 0.</summary>
    private static uint Part(uint value, byte bits, byte shift)
        => (bits <= 8 ? (value & 0xFF) >> (8 - bits) : (value & 0xFF) << (bits - 8)) << shift;
}
