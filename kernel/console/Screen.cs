using System;
using Diesis.Abi;
using Diesis.Boot;
using Diesis.Fonts;
using Diesis.Kernel.Memory;
using Diesis.Machines;

namespace Diesis.Kernel.Console;

/// <summary>A place on the screen for one letter.</summary>
public struct ScreenCell
{
    public ushort Glyph;
    public ScreenColour Colour;
}

/// <summary>
/// The console on a framebuffer: lines of text that scroll below a title. Text changes cells in ordinary memory;
/// <see cref="Draw"/> brings to the screen what differs from what is there. Video memory, which is slow to read, is never read.
/// </summary>
/// <remarks>
/// Written by the boot core alone, or by the core that reports a fault when all others are still.
/// <c>_wanted</c> is a ring of rows: scrolling moves its start. <c>_shown</c> has the rows as they stand on the screen.
/// </remarks>
// SAFETY: the cells were taken from boot memory for this screen, columns times rows of each kind, for good; rows
// and columns are
// less than those.
public unsafe struct Screen
{
    /// <summary>From this width on, letters have twice the size.</summary>
    private const uint WideScreen = 2560;
    private const int TabWidth = 8;

    private PixelWriter _pixels;
    private ScreenCell* _wanted;
    private ScreenCell* _shown;
    private int _columns, _rows, _firstRow, _column, _row;

    /// <summary>Nothing was written since it was drawn last.</summary>
    private bool _isDrawn;

    /// <summary>A process draws on it; what is written here is kept, and not shown.</summary>
    private bool _isGivenAway;
    private Utf8Decoder _decoder;

    /// <summary>Makes a console, its cells in memory of its own, and clears the screen.</summary>
    /// <returns>Null when there is no such screen, or no memory.</returns>
    public static Screen* TryCreate(in FramebufferInfo info, void* pixels, ref BootMemory memory)
    {
        if (pixels == null || !CanShow(info)) return null;
        if (!memory.TryTakeZeroed((ulong)sizeof(Screen) + CellBytes(info), out void* start)) return null;
        // SAFETY: the memory is zeroed, large enough for both, and nobody else's.
        var screen = (Screen*)start;
        *screen = new Screen(info, pixels, screen + 1);
        return screen;
    }

    /// <param name="pixels">The framebuffer, as <paramref name="info"/> describes it, for good.</param>
    /// <param name="cells">Zeroed memory of <see cref="CellBytes"/>, for good.</param>
    internal Screen(in FramebufferInfo info, void* pixels, void* cells)
    {
        int scale = ScaleOf(info);
        _pixels = new PixelWriter(info, pixels, scale);
        _columns = (int)info.Width / (Spleen8x16.Width * scale);
        _rows = (int)info.Height / (Spleen8x16.Height * scale);
        // SAFETY: the caller says that both arrays fit.
        _wanted = (ScreenCell*)cells;
        _shown = _wanted + _columns * _rows;
        _row = 1;
        _pixels.Clear();
    }

    /// <summary>A title and a line have room, and the format is one that can be drawn.</summary>
    internal static bool CanShow(in FramebufferInfo info)
        => info.Width >= Spleen8x16.Width && info.Height >= 4 * Spleen8x16.Height && PixelWriter.CanWrite(info);

    /// <summary>Memory for what is wanted and what is shown.</summary>
    internal static ulong CellBytes(in FramebufferInfo info)
    {
        int scale = ScaleOf(info);
        return 2UL * (info.Width / (uint)(Spleen8x16.Width * scale)) * (info.Height / (uint)(Spleen8x16.Height * scale)) * (ulong)sizeof(ScreenCell);
    }

    private static int ScaleOf(in FramebufferInfo info) => info.Width >= WideScreen ? 2 : 1;

    public readonly int Columns => _columns;
    public readonly int Rows => _rows;

    /// <summary>Where its memory begins, and what it is like.</summary>
    public readonly PhysicalAddress Start => _pixels.Format.Address;

    public readonly ScreenMode Mode
    {
        get
        {
            FramebufferInfo format = _pixels.Format;
            return new ScreenMode
            {
                Width = format.Width,
                Height = format.Height,
                Pitch = format.Pitch,
                FirstByte = (uint)(format.Address.Value & Page.Size - 1),
                BitsPerPixel = format.BitsPerPixel,
                RedShift = format.RedShift,
                RedBits = format.RedBits,
                GreenShift = format.GreenShift,
                GreenBits = format.GreenBits,
                BlueShift = format.BlueShift,
                BlueBits = format.BlueBits,
            };
        }
    }

    /// <summary>Draws no more, since a process does.</summary>
    public void GiveAway() => _isGivenAway = true;

    /// <summary>Draws again, over whatever is there: all that was written meanwhile, too.</summary>
    public void TakeBack()
    {
        if (!_isGivenAway) return;
        _isGivenAway = _isDrawn = false;
        _pixels.Clear();
        new Span<ScreenCell>(_shown, _columns * _rows).Clear();
    }

    /// <summary>What stands in the row above those that scroll.</summary>
    public void SetTitle(ReadOnlySpan<byte> text)
    {
        _isDrawn = false;
        for (int column = 0; column < _columns; column++) _wanted[column] = new ScreenCell { Colour = ScreenColour.Title };
        Utf8Decoder decoder = default;
        int at = 1;
        foreach (byte unit in text)
        {
            if (decoder.TryNext(unit, out uint point) && at < _columns)
                _wanted[at++] = new ScreenCell { Glyph = (ushort)Spleen8x16.GlyphOf(point), Colour = ScreenColour.Title };
        }
    }

    /// <summary>Adds UTF-8 text where the last ended. What is no UTF-8 shows as a box.</summary>
    public void Write(ReadOnlySpan<byte> text, ScreenColour colour)
    {
        _isDrawn = false;
        foreach (byte unit in text)
        {
            if (_decoder.TryNext(unit, out uint point)) Put(point, colour);
        }
    }

    /// <summary>
    /// Brings the screen up to date. When anything was written, costs a look at every cell, and about 150 instructions for each that changed.
    /// </summary>
    public void Draw()
    {
        if (_isDrawn || _isGivenAway) return;
        _isDrawn = true;
        for (int row = 0; row < _rows; row++)
        {
            ScreenCell* wanted = RowAt(row), shown = _shown + row * _columns;
            // SAFETY: both rows have _columns cells.
            for (int column = 0; column < _columns; column++)
            {
                if (wanted[column].Glyph == shown[column].Glyph && wanted[column].Colour == shown[column].Colour) continue;
                shown[column] = wanted[column];
                _pixels.Draw(column, row, Spleen8x16.RowsOf(wanted[column].Glyph), wanted[column].Colour);
            }
        }
    }

    private void Put(uint point, ScreenColour colour)
    {
        switch (point)
        {
            case '\n':
                NextLine();
                return;
            case '\r':
                _column = 0;
                return;
            case '\t':
                for (int spaces = ToTabStop(); spaces > 0; spaces--) Show(' ', colour);
                return;
            case < ' ':
                return;
        }
        Show(point, colour);
    }

    /// <summary>How far it is to the next multiple of the width of tabs, or to the end of the line.</summary>
    private readonly int ToTabStop() => Math.Min(TabWidth - _column % TabWidth, _columns - _column);

    private void Show(uint point, ScreenColour colour)
    {
        if (_column == _columns) NextLine();
        RowAt(_row)[_column++] = new ScreenCell { Glyph = (ushort)Spleen8x16.GlyphOf(point), Colour = colour };
    }

    private void NextLine()
    {
        _column = 0;
        if (_row + 1 < _rows)
        {
            _row++;
            return;
        }
        // The oldest row becomes the newest. Row 0 is the title's and does not turn.
        _firstRow = _firstRow + 1 == _rows - 1 ? 0 : _firstRow + 1;
        new Span<ScreenCell>(RowAt(_row), _columns).Clear();
    }

    private readonly ScreenCell* RowAt(int row)
        => _wanted + (row == 0 ? 0 : 1 + (row - 1 + _firstRow) % (_rows - 1)) * _columns;
}
