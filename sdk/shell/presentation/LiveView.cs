using System;
using System.Text;
using Diesis.Shell.Machine;
using Diesis.Shell.Sessions;

namespace Diesis.Shell.Presentation;

/// <summary>Shows something again and again in the same place, until q or Ctrl-C; once, where the output is no terminal.</summary>
public static class LiveView
{
    private const int LookMs = 100;
    private const string HideCursor = "\e[?25l", ShowCursor = "\e[?25h", Clear = "\e[2J", Home = "\e[H", ClearLine = "\e[K", ClearBelow = "\e[J";

    /// <param name="tryShow">Writes it as it is now; false if that failed.</param>
    public static void Run(CommandContext context, TimeSpan every, Func<IShellOutput, bool> tryShow)
    {
        if (context.Output is not IShellTerminal terminal)
        {
            _ = tryShow(context.Output);
            return;
        }
        terminal.Write(HideCursor + Clear);
        TextOutput frame;
        do
        {
            frame = new TextOutput(terminal.Columns);
            if (!tryShow(frame)) break;
            terminal.Write(Drawn(frame.Text, terminal.Rows - 1));
        }
        while (IsWanted(context, terminal, every));
        terminal.Write(ShowCursor);
    }

    /// <summary>As many rows as there is room for; what stood there before is gone.</summary>
    private static string Drawn(string text, int rows)
    {
        StringBuilder drawn = new(Home);
        ReadOnlySpan<char> rest = text;
        for (int row = 0; row < rows && !rest.IsEmpty; row++)
        {
            int end = rest.IndexOf('\n');
            ReadOnlySpan<char> line = end < 0 ? rest : rest.Slice(0, end);
            drawn.Append(line.ToString()).Append(ClearLine).Append('\n');
            rest = end < 0 ? default : rest.Slice(end + 1);
        }
        return drawn.Append(ClearBelow).ToString();
    }

    /// <summary>Lets the time pass until it is to be shown again.</summary>
    private static bool IsWanted(CommandContext context, IShellTerminal terminal, TimeSpan every)
    {
        long next = Environment.TickCount64 + (long)Math.Clamp(every.TotalMilliseconds, LookMs, int.MaxValue);
        while (!context.IsEnding)
        {
            long left = next - Environment.TickCount64;
            if (left <= 0) return true;
            if (terminal.TryReadKey((int)Math.Min(left, LookMs), out byte key) && key is (byte)'q' or (byte)'Q') return false;
        }
        return false;
    }
}
