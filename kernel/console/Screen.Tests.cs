using System.Runtime.InteropServices;
using System.Text;
using Diesis.Boot;
using Diesis.Fonts;

namespace Diesis.Kernel.Console;

/// <summary>A screen in ordinary memory, with bytes around it that nobody may write.</summary>
public sealed unsafe class ScreenTests : IDisposable
{
    private const int Guard = 4096;
    private const byte Untouched = 0xA5;

    private readonly List<nint> _memory = [];
    private byte* _pixels;
    private int _length;

    public void Dispose()
    {
        for (int i = 0; i < Guard; i++)
        {
            Assert.Equal(Untouched, _pixels[-1 - i]);
            Assert.Equal(Untouched, _pixels[_length + i]);
        }
        foreach (var memory in _memory) NativeMemory.Free((void*)memory);
    }

    private static FramebufferInfo Format(uint width, uint height, byte bits) => new()
    {
        Width = width, Height = height, BitsPerPixel = bits, Pitch = width * bits / 8 + 64,
        RedBits = bits == 16 ? (byte)5 : (byte)8, GreenBits = bits == 16 ? (byte)6 : (byte)8, BlueBits = bits == 16 ? (byte)5 : (byte)8,
        RedShift = bits == 16 ? (byte)11 : (byte)16, GreenShift = bits == 16 ? (byte)5 : (byte)8,
    };

    private Screen Make(FramebufferInfo format)
    {
        _length = (int)(format.Pitch * format.Height);
        var all = (byte*)NativeMemory.Alloc((nuint)(_length + 2 * Guard));
        new Span<byte>(all, _length + 2 * Guard).Fill(Untouched);
        _pixels = all + Guard;
        var cells = NativeMemory.AllocZeroed((nuint)Screen.CellBytes(format));
        _memory.AddRange([(nint)all, (nint)cells]);
        return new Screen(format, _pixels, cells);
    }

    /// <summary>Whether a pixel has another colour than the one in the bottom right corner, which no letter reaches.</summary>
    private bool IsInk(FramebufferInfo format, int x, int y)
    {
        int bytes = format.BitsPerPixel / 8;
        var pixel = new ReadOnlySpan<byte>(_pixels + y * format.Pitch + x * bytes, bytes);
        return !pixel.SequenceEqual(new ReadOnlySpan<byte>(_pixels + (format.Height - 1) * format.Pitch + (format.Width - 1) * bytes, bytes));
    }

    private string Read(FramebufferInfo format, int row, int columns, int scale = 1)
    {
        var text = new StringBuilder();
        for (int column = 0; column < columns; column++)
        {
            var seen = new byte[Spleen8x16.Height];
            for (int y = 0; y < seen.Length; y++)
                for (int x = 0; x < Spleen8x16.Width; x++)
                    if (IsInk(format, (column * Spleen8x16.Width + x) * scale, (row * Spleen8x16.Height + y) * scale)) seen[y] |= (byte)(0x80 >> x);
            char letter = '?';
            for (uint point = ' '; point < 0x7F; point++)
                if (Spleen8x16.RowsOf(Spleen8x16.GlyphOf(point)).SequenceEqual(seen)) letter = (char)point;
            _ = text.Append(letter);
        }
        return text.ToString();
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void TextIsDrawnInEveryFormat(byte bits)
    {
        var format = Format(83, 67, bits);
        var screen = Make(format);
        screen.Write("Hello\n\tx"u8, ScreenColour.Plain);
        screen.Draw();
        Assert.Equal("Hello     ", Read(format, 1, 10));
        Assert.Equal("        x ", Read(format, 2, 10));
    }

    [Fact]
    public void LettersAreTwiceTheSizeOnWideScreens()
    {
        var format = Format(2560, 96, 32);
        var screen = Make(format);
        screen.Write("big"u8, ScreenColour.Plain);
        screen.Draw();
        Assert.Equal("big ", Read(format, 1, 4, scale: 2));
    }

    [Fact]
    public void LinesScrollBelowTheTitle()
    {
        var format = Format(83, 67, 32);
        var screen = Make(format);
        for (int line = 1; line <= 9; line++) screen.Write(Encoding.UTF8.GetBytes($"line {line}\n"), ScreenColour.Plain);
        screen.SetTitle("T"u8);
        screen.Draw();
        Assert.Equal("line 8", Read(format, 1, 6));
        Assert.Equal("line 9", Read(format, 2, 6));
        Assert.Equal("      ", Read(format, 3, 6));
    }

    [Fact]
    public void ALongLineGoesOnInTheNextRow()
    {
        var format = Format(83, 67, 32);
        var screen = Make(format);
        screen.Write("0123456789abc"u8, ScreenColour.Plain);
        screen.Draw();
        Assert.Equal("0123456789", Read(format, 1, 10));
        Assert.Equal("abc", Read(format, 2, 3));
    }

    [Fact]
    public void ATabEndsWithTheLine()
    {
        var format = Format(83, 67, 32);
        var screen = Make(format);
        screen.Write("ab\tc\t\td"u8, ScreenColour.Plain);
        screen.Draw();
        Assert.Equal("ab      c ", Read(format, 1, 10));
        Assert.Equal("d         ", Read(format, 2, 10));
    }

    [Fact]
    public void WhoHasTheScreenDrawsOnItUntilTheKernelTakesItBack()
    {
        var format = Format(83, 67, 32);
        format.Address = new(0x1234_5678);
        var screen = Make(format);
        Assert.Equal((0x678u, 83u, 67u, format.Pitch), (screen.Mode.FirstByte, screen.Mode.Width, screen.Mode.Height, screen.Mode.Pitch));
        screen.Write("before\n"u8, ScreenColour.Plain);
        screen.Draw();
        screen.GiveAway();
        new Span<byte>(_pixels, _length).Fill(0x77);
        screen.Write("meanwhile\n"u8, ScreenColour.Plain);
        screen.Draw();
        Assert.Equal(-1, new Span<byte>(_pixels, _length).IndexOfAnyExcept((byte)0x77));
        screen.TakeBack();
        screen.Write("fault"u8, ScreenColour.Error);
        screen.Draw();
        Assert.Equal("before    ", Read(format, 1, 10));
        Assert.Equal("meanwhile ", Read(format, 2, 10));
        Assert.Equal("fault     ", Read(format, 3, 10));
    }

    [Fact]
    public void OnlyWhatChangedIsDrawn()
    {
        var format = Format(83, 67, 32);
        var screen = Make(format);
        screen.Write("ab"u8, ScreenColour.Plain);
        screen.Draw();
        new Span<byte>(_pixels, _length).Clear();
        screen.Write("c"u8, ScreenColour.Plain);
        screen.Draw();
        Assert.Equal("  ", Read(format, 1, 2));
        Assert.NotEqual(0, new Span<byte>(_pixels, _length).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void FormatsThatCannotBeAreRefused()
    {
        Make(Format(83, 67, 32)).Draw();
        Assert.False(Screen.CanShow(Format(83, 67, 8)));
        Assert.False(Screen.CanShow(Format(4, 67, 32)));
        Assert.False(Screen.CanShow(Format(83, 67, 32) with { Pitch = 83 }));
        Assert.False(Screen.CanShow(Format(83, 67, 32) with { RedShift = 30 }));
        Assert.True(Screen.CanShow(Format(83, 67, 32)));
    }
}
