using System.Text;
using Diesis.Terminals.Screens;

namespace Diesis.Terminals.Tests;

/// <summary>Whatever is written, a screen stays one: nothing throws, and what its types promise holds.</summary>
public class TerminalScreenFuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "Zz", "漢", "e\u0301", "\u200D", "😀", "\r", "\n", "\b", "\t", "\e", "\e[", "\e]", "\e\\", "\eM", "\eD", "\eE", "\e7", "\e8", "\ec", "\e#8", "\e(0", "\e(B", "\x0E", "\x0F",
        "\e[?1049h", "\e[?1049l", "\e[?47h", "\e[?6h", "\e[?6l", "\e[?7l", "\e[?7h", "\e[4h", "\e[4l", "\e[!p", "\u009B", "\u0084", "\x18", "\a", ";", ":", "?", "0", "1", "99", "@", "A", "B",
        "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "P", "S", "T", "X", "Z", "b", "d", "g", "h", "l", "m", "n", "r", "s", "u", "\e[2;3r", "\e[r", "\e[3g", "\e[9999b", "\e[38;2",
    ];

    [Fact]
    public void AnyTextLeavesAScreen()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var screen = new TerminalScreen(random.Next(1, 12), random.Next(1, 8), random.Next(0, 6));
            for (int step = 0; step < 150; step++)
            {
                if (random.Next(40) == 0) screen.Resize(random.Next(0, 14), random.Next(0, 10));
                else if (random.Next(10) == 0) screen.Write([(byte)random.Next(256), (byte)random.Next(256)]);
                else screen.Write(Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                Check(screen, seed);
            }
        }
    }

    private static void Check(TerminalScreen screen, int seed)
    {
        Assert.True(screen.CursorRow >= 0 && screen.CursorRow < screen.Rows && screen.CursorColumn >= 0 && screen.CursorColumn < screen.Columns, $"seed {seed}: the cursor is outside");
        HashSet<ScreenLine> lines = [];
        for (int row = 0; row < screen.Rows; row++)
        {
            Assert.True(lines.Add(screen[row]), $"seed {seed}: a line stands twice");
            Check(screen[row], screen.Columns, seed);
        }
        for (int i = 0; i < screen.History.Count; i++)
            Assert.True(lines.Add(screen.History[i]), $"seed {seed}: a line is on the screen and in the history");
    }

    private static void Check(ScreenLine line, int columns, int seed)
    {
        Assert.True(line.Columns == columns, $"seed {seed}: a line has {line.Columns} columns of {columns}");
        for (int column = 0; column < columns; column++)
        {
            bool isAfterWide = column > 0 && line.Cells[column - 1].IsWide;
            Assert.True(line.Cells[column].IsRightHalf == isAfterWide, $"seed {seed}: half of a wide letter stands alone");
        }
        Assert.False(line.Cells[columns - 1].IsWide, $"seed {seed}: a wide letter is cut off");
    }
}
