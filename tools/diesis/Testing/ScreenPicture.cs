using System.Text;
using Diesis.Fonts;

namespace Diesis.Tools.Testing;

/// <summary>A picture of a machine's screen, read as text: by the font that all of Diesis draws with, so each letter has to be right to the pixel.</summary>
internal sealed class ScreenPicture
{
    private readonly int _width, _height;
    private readonly byte[] _pixels;

    private ScreenPicture(int width, int height, byte[] pixels)
    {
        _width = width;
        _height = height;
        _pixels = pixels;
    }

    /// <param name="file">A portable pixmap: P6, width, height, 255, and three bytes for each pixel.</param>
    public static ScreenPicture Parse(byte[] file)
    {
        var at = 0;
        string Word()
        {
            var start = at;
            while (file[at] > ' ') at++;
            return Encoding.ASCII.GetString(file, start, at++ - start);
        }
        if (Word() != "P6") throw new InvalidDataException("no portable pixmap");
        int width = int.Parse(Word()), height = int.Parse(Word());
        _ = Word();
        if (file.Length - at != width * height * 3) throw new InvalidDataException("a portable pixmap of another length");
        return new ScreenPicture(width, height, file[at..]);
    }

    /// <summary>Rows of letters without the spaces at their ends; what is no letter is a replacement character.</summary>
    public IReadOnlyList<string> Rows =>
        [.. Enumerable.Range(0, _height / Spleen8x16.Height).Select(row =>
            string.Concat(Enumerable.Range(0, _width / Spleen8x16.Width).Select(column => LetterAt(row, column))).TrimEnd())];

    private char LetterAt(int row, int column)
    {
        Span<byte> seen = stackalloc byte[Spleen8x16.Height];
        // A cell has two colours at most; what is behind a letter is in its left upper corner, where few letters reach.
        var ground = ColourAt(column * Spleen8x16.Width, row * Spleen8x16.Height);
        for (var y = 0; y < Spleen8x16.Height; y++)
        {
            for (var x = 0; x < Spleen8x16.Width; x++)
                if (ColourAt(column * Spleen8x16.Width + x, row * Spleen8x16.Height + y) != ground) seen[y] |= (byte)(0x80 >> x);
        }
        foreach (var point in Points)
            if (Spleen8x16.GlyphOf(point) is var glyph && glyph != Spleen8x16.Missing && Spleen8x16.RowsOf(glyph).SequenceEqual(seen)) return (char)point;
        return '\uFFFD';
    }

    /// <summary>What is looked for: Latin-1, and what Diesis prompts with.</summary>
    private static readonly uint[] Points = [.. Enumerable.Range(' ', 0x100 - ' ').Select(point => (uint)point), '♯'];

    private int ColourAt(int x, int y)
    {
        var at = (y * _width + x) * 3;
        return _pixels[at] << 16 | _pixels[at + 1] << 8 | _pixels[at + 2];
    }
}
