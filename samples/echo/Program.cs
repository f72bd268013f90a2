using System;
using System.Text;
using Diesis.Abi;
using Diesis.Communication.Rings;
using Diesis.Contracts.Terminals;
using Diesis.Services;
using Diesis.Terminals.Parsing;

namespace Diesis.Samples;

/// <summary>Shows what is typed, and says each line again: the least that talks with a terminal. The line "end" ends it.</summary>
internal static class Program
{
    private static int Main()
    {
        if (Service.Find(TerminalContract.ExpectedHash, out var endpoint) != Status.Ok) return 1;
        if (TerminalClient.Connect(endpoint, out TerminalClient terminal) != Status.Ok) return 2;
        if (terminal.Read(out ReadingEnd<byte> end) != Status.Ok || RecordReader<byte>.Open(end) is not { Status: Status.Ok } opened) return 3;
        _ = terminal.Measure(out TerminalSize size);
        Write(terminal, $"\e]2;echo\a\e[1;36mDiesis\e[m on {size.Columns} by {size.Rows} cells. What you type comes back, \e[1mend\e[m ends it.\r\n> ");
        Console.WriteLine($"echo: there is a terminal of {size.Columns} by {size.Rows}");
        StringBuilder line = new();
        Utf8Reader reader = default;
        Span<byte> keys = stackalloc byte[64];
        while (opened.Value.Read(keys, out int count) == Status.Ok)
        {
            // A letter may be cut: on a serial line its bytes come one by one.
            foreach (byte key in keys.Slice(0, count))
            {
                bool isTaken;
                do
                {
                    if (reader.TryNext(key, out uint letter, out isTaken) && letter < 0x10000 && IsEnd(terminal, line, (char)letter)) return 0;
                }
                while (!isTaken);
            }
        }
        return 4;
    }

    private static bool IsEnd(TerminalClient terminal, StringBuilder line, char letter)
    {
        switch (letter)
        {
            case '\r':
                string said = line.ToString();
                _ = line.Clear();
                Console.WriteLine($"echo: {said}");
                Write(terminal, $"\r\n{said}\r\n> ");
                return said == "end";
            case '\x7f' when line.Length > 0:
                line.Length--;
                Write(terminal, "\b \b");
                return false;
            case >= ' ' and not '\x7f':
                _ = line.Append(letter);
                Write(terminal, letter.ToString());
                return false;
            default: return false;
        }
    }

    private static void Write(TerminalClient terminal, string text) => _ = terminal.Write(Encoding.UTF8.GetBytes(text));
}
