using System;
using System.Runtime.CompilerServices;
using Diesis.Boot;
using Diesis.Fonts;

namespace Diesis.Kernel.Console;

/// <summary>Draws letters into a framebuffer of 16, 24 or 32 bits per pixel. Writes only.</summary>
// SAFETY: a pixel that is drawn lies in a row and column of the framebuffer, which is mapped for good in the size
// of its format.
internal readonly unsafe struct PixelWriter
{
    /// <summary>What a screen colour looks like, as 0xRRGGBB: the letter, then what is behind it.</summary>
    private static ReadOnlySpan<uint> Palette =>
    [
        0xD8DEE9, 0x11151C,
        0x7B8799, 0x11151C,
        0xEBCB8B, 0x11151C,
        0xFF6B6B, 0x11151C,
        0x11151C, 0x88C0D0,
    ];

    private readonly byte* _start;
    private readonly uint _pitch, _width, _height;
    private readonly int _bytesPerPixel, _scale;
    private readonly FramebufferInfo _format;

    public PixelWriter(in FramebufferInfo info, void* pixels, int scale)
    {
        _start = (byte*)pixels;
        _pitch = info.Pitch;
        _width = info.Width;
        _height = info.Height;
        _bytesPerPixel = info.BitsPerPixel / 8;
        _scale = scale;
        _format = info;
    }

    public FramebufferInfo Format => _format;

    /// <summary>The format is one that is known, and rows are as long as it takes.</summary>
    public static bool CanWrite(in FramebufferInfo info)
        => info.BitsPerPixel is 16 or 24 or 32 && info.Pitch >= (ulong)info.Width * info.BitsPerPixel / 8
            && info.RedBits is > 0 and <= 16 && info.GreenBits is > 0 and <= 16 && info.BlueBits is > 0 and <= 16
            && info.RedShift + info.RedBits <= info.BitsPerPixel && info.GreenShift + info.GreenBits <= info.BitsPerPixel
            && info.BlueShift + info.BlueBits <= info.BitsPerPixel;

    /// <summary>Fills the screen with what is behind plain letters.</summary>
    public void Clear()
    {
        uint colour = Background(ScreenColour.Plain);
        for (uint y = 0; y < _height; y++)
        {
            // SAFETY: the row lies in the framebuffer, which has _height rows of _pitch bytes.
            byte* row = _start + (ulong)y * _pitch;
            if (_bytesPerPixel == 4)
            {
                // Two pixels at a time, and an odd last one.
                new Span<ulong>(row, (int)_width / 2).Fill((ulong)colour << 32 | colour);
                ((uint*)row)[_width - 1] = colour;
                continue;
            }
            for (uint x = 0; x < _width; x++) Put(row + x * (uint)_bytesPerPixel, colour);
        }
    }

    /// <summary>Draws one letter, in units of letters from the top left.</summary>
    public void Draw(int column, int row, ReadOnlySpan<byte> glyph, ScreenColour colour)
    {
        uint ink = Pack(Palette[(int)colour * 2]), paper = Background(colour);
        int cellBytes = Spleen8x16.Width * _scale * _bytesPerPixel;
        // SAFETY: whole letters fit between these rows and columns (Screen counts them so).
        byte* line = _start + (ulong)(row * Spleen8x16.Height * _scale) * _pitch + (uint)(column * cellBytes);
        foreach (byte bits in glyph)
        {
            for (int repeat = 0; repeat < _scale; repeat++, line += _pitch)
            {
                if (_bytesPerPixel == 4 && _scale == 1) DrawLine((uint*)line, bits, ink, paper);
                else DrawLineByPixels(line, bits, ink, paper);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DrawLine(uint* line, uint bits, uint ink, uint paper)
    {
        // SAFETY: eight pixels of the letter's cell.
        uint change = ink ^ paper;
        for (int x = 0; x < Spleen8x16.Width; x++, bits <<= 1) line[x] = paper ^ change & 0u - (bits >> 7 & 1);
    }

    private void DrawLineByPixels(byte* line, uint bits, uint ink, uint paper)
    {
        for (int x = 0; x < Spleen8x16.Width; x++, bits <<= 1)
        {
            for (int repeat = 0; repeat < _scale; repeat++, line += _bytesPerPixel)
                Put(line, (bits & 0x80) != 0 ? ink : paper);
        }
    }

    private void Put(byte* pixel, uint colour)
    {
        // SAFETY: the caller stays inside the framebuffer.
        for (int i = 0; i < _bytesPerPixel; i++) pixel[i] = unchecked((byte)(colour >> (8 * i)));
    }

    private uint Background(ScreenColour colour) => Pack(Palette[(int)colour * 2 + 1]);

    private uint Pack(uint rgb) => Part(rgb >> 16, _format.RedBits, _format.RedShift)
        | Part(rgb >> 8, _format.GreenBits, _format.GreenShift) | Part(rgb, _format.BlueBits, _format.BlueShift);

    /// <summary>Eight bits of a colour as so many bits at a place of the pixel; of more than eight, the lowest stay 0.</summary>
    private static uint Part(uint value, byte bits, byte shift)
        => (bits <= 8 ? (value & 0xFF) >> (8 - bits) : (value & 0xFF) << (bits - 8)) << shift;
}
