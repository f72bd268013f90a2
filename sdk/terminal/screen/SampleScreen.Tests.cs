using System.Text;
using Diesis.Terminals.Screens;

namespace Diesis.Terminals.Tests;

/// <summary>A screen as tests write and read it: E stands for ESC.</summary>
internal static class SampleScreen
{
    public static TerminalScreen Of(int columns, int rows, string text = "", int history = 100)
    {
        var screen = new TerminalScreen(columns, rows, history);
        screen.Type(text);
        return screen;
    }

    public static void Type(this TerminalScreen screen, string text) => screen.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>A row without the spaces at its end; marks follow their letters.</summary>
    public static string Text(this ScreenLine line)
    {
        StringBuilder text = new();
        foreach (Cell cell in line.Cells)
        {
            if (cell.IsRightHalf) continue;
            text.Append(char.ConvertFromUtf32((int)cell.Point));
            if (cell.FirstMark != 0) text.Append(char.ConvertFromUtf32((int)cell.FirstMark));
            if (cell.SecondMark != 0) text.Append(char.ConvertFromUtf32((int)cell.SecondMark));
        }
        return text.ToString().TrimEnd(' ');
    }

    /// <summary>All rows, those apart that are empty at the end.</summary>
    public static string Text(this TerminalScreen screen)
        => string.Join('\n', Enumerable.Range(0, screen.Rows).Select(row => screen[row].Text())).TrimEnd('\n');

    public static string HistoryText(this TerminalScreen screen)
        => string.Join('\n', Enumerable.Range(0, screen.History.Count).Select(line => screen.History[line].Text()));

    public static string Answers(this TerminalScreen screen) => Encoding.UTF8.GetString(screen.TakeAnswers());

    public static (int Row, int Column) Cursor(this TerminalScreen screen) => (screen.CursorRow, screen.CursorColumn);
}
