using System;
using System.Text;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication.Rings;
using Diesis.Contracts.Terminals;
using Diesis.Services;
using Thread = System.Threading.Thread;

namespace Diesis.Tests.Systems;

/// <summary>
/// Reads lines at its terminal. After each "again" it ends the keyboard's driver, the screen's, or the terminal itself, in turn, and goes on with the next line: whoever sits there, and reads
/// the console, sees whether keys and screen work again.
/// </summary>
internal static class Program
{
    private static int Main()
    {
        if (Service.Find(TerminalContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok) return 1;
        if (TerminalClient.Connect(endpoint, out TerminalClient terminal) != Status.Ok) return 2;
        Killer[] killers = [new("ps2"), new("framebuffer"), new("terminal")];
        for (int number = 0; ; number++)
        {
            if (terminal.Read(out ReadingEnd<byte> end) != Status.Ok || RecordReader<byte>.Open(end) is not { Status: Status.Ok } keys) return 3;
            Write(terminal, $"\e[2J\e[Hline {number}:\r\n");
            Console.WriteLine($"survivor: line {number}");
            if (ReadCommand(terminal, keys.Value) == "end") return 0;
            keys.Value.Dispose();
            Killer killer = killers[number % killers.Length];
            killer.KillEach();
            while (!killer.AreAllBack) Thread.Sleep(1);
        }
    }

    /// <summary>What is typed may begin with what is left of a line that was cut off: only whole words count.</summary>
    private static string ReadCommand(TerminalClient terminal, RecordReader<byte> keys)
    {
        StringBuilder line = new();
        Span<byte> typed = stackalloc byte[16];
        while (keys.Read(typed, out int count) == Status.Ok)
        {
            foreach (byte key in typed.Slice(0, count))
            {
                if (key != '\r')
                {
                    _ = line.Append((char)key);
                    continue;
                }
                string word = line.ToString();
                if (word is "again" or "end") return word;
                _ = line.Clear();
                Write(terminal, $"{word}?\r\n");
            }
        }
        return "";
    }

    private static void Write(TerminalClient terminal, string text) => _ = terminal.Write(Encoding.UTF8.GetBytes(text));
}
