using Diesis.Abi;
using Diesis.Contracts.Displays;
using Diesis.Servers.Framebuffer;

namespace Diesis.Tests;

public class PixelFormatTests
{
    private static ScreenMode Mode(byte bits, byte red, byte redBits, byte green, byte greenBits, byte blue, byte blueBits) => new()
    {
        Width = 10, Height = 5, Pitch = 40, BitsPerPixel = bits,
        RedShift = red, RedBits = redBits, GreenShift = green, GreenBits = greenBits, BlueShift = blue, BlueBits = blueBits,
    };

    public static TheoryData<ScreenMode, byte[]> Formats => new()
    {
        { Mode(32, 16, 8, 8, 8, 0, 8), [0x56, 0x34, 0x12, 0] },
        { Mode(32, 0, 8, 8, 8, 16, 8), [0x12, 0x34, 0x56, 0] },
        { Mode(24, 16, 8, 8, 8, 0, 8), [0x56, 0x34, 0x12] },
        { Mode(16, 11, 5, 5, 6, 0, 5), [0b101_01010, 0b00010_001] },
        { Mode(32, 20, 10, 10, 10, 0, 10), [0x58, 0x41, 0x83, 0x04] },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void PixelsAreAsTheScreenHasThem(ScreenMode mode, byte[] bytes)
    {
        Assert.True(PixelFormat.IsKnown(mode));
        var format = new PixelFormat(mode);
        byte[] shown = new byte[2 * bytes.Length];
        format.Convert([0x123456, 0x123456], shown);
        Assert.Equal([.. bytes, .. bytes], shown);
    }

    [Fact]
    public void WhatCannotBeIsNotDrawnOn()
    {
        Assert.False(PixelFormat.IsKnown(Mode(8, 0, 2, 2, 2, 4, 2)));
        Assert.False(PixelFormat.IsKnown(Mode(16, 12, 5, 5, 6, 0, 5)));
        Assert.False(PixelFormat.IsKnown(Mode(32, 16, 0, 8, 8, 0, 8)));
        Assert.False(PixelFormat.IsKnown(Mode(32, 16, 8, 8, 8, 0, 8) with { Pitch = 39 }));
        Assert.False(PixelFormat.IsKnown(Mode(32, 16, 8, 8, 8, 0, 8) with { Width = uint.MaxValue }));
    }

    [Fact]
    public void AreasAreCutAtTheEdges()
    {
        ScreenMode mode = Mode(32, 16, 8, 8, 8, 0, 8);
        var random = new Random(1);
        uint[] numbers = [0, 1, 4, 5, 9, 10, 11, uint.MaxValue - 1, uint.MaxValue];
        for (int i = 0; i < 2000; i++)
        {
            uint Any() => numbers[random.Next(numbers.Length)];
            PixelArea cut = PixelFormat.Clip(new(Any(), Any(), Any(), Any()), mode);
            Assert.True((ulong)cut.X + cut.Width <= 10 && (ulong)cut.Y + cut.Height <= 5);
        }
        PixelArea whole = PixelFormat.Clip(new(2, 1, 3, 2), mode);
        Assert.Equal((2u, 1u, 3u, 2u), (whole.X, whole.Y, whole.Width, whole.Height));
    }
}
