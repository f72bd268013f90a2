using System;
using System.Text;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication.Rings;
using Diesis.Contracts.Terminals;
using Diesis.Services;
using Thread = System.Threading.Thread;

namespace Diesis.Tests.Systems;

/// <summary>
/// Reads lines at its terminal. After each "again" it ends a keyboard's driver, the screen's, the terminal itself, or the other keyboard's, in turn, and goes on with the next line: whoever sits there, and reads
/// the console, sees whether keys and screen work again. After "count" it says each key, and ends the driver of one of the keyboards or the other at any moment meanwhile.
/// </summary>
internal static class Program
{
    private static int Main()
    {
        if (Service.Find(TerminalContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok) return 1;
        if (TerminalClient.Connect(endpoint, out TerminalClient terminal) != Status.Ok) return 2;
        Killer[] killers = [new("virtio-input"), new("framebuffer"), new("terminal"), new("ps2")];
        for (int number = 0; ; number++)
        {
            if (terminal.Read(out ReadingEnd<byte> end) != Status.Ok || RecordReader<byte>.Open(end) is not { Status: Status.Ok } keys) return 3;
            Write(terminal, $"\e[2J\e[Hline {number}:\r\n");
            Console.WriteLine($"survivor: line {number}");
            string command = ReadCommand(terminal, keys.Value);
            if (command == "count")
            {
                int ends = CountKeys(keys.Value, killers[0], killers[3]);
                Console.WriteLine($"survivor: {ends} ends");
            }
            if (command is "end" or "count") return 0;
            keys.Value.Dispose();
            Killer killer = killers[number % killers.Length];
            killer.KillEach();
            while (!killer.AreAllBack) Thread.Sleep(1);
        }
    }

    /// <summary>Says which letters come, until there is a dot, while drivers of keyboards end.</summary>
    /// <returns>How many have.</returns>
    private static int CountKeys(RecordReader<byte> keys, params Killer[] killers)
    {
        const int longestPauseMs = 300;
        bool isOver = false;
        int ends = 0;
        var random = new Random(4);
        Thread thread = new(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                Thread.Sleep(random.Next(longestPauseMs));
                Killer killer = killers[random.Next(killers.Length)];
                while (!killer.AreAllBack) Thread.Sleep(1);
                killer.KillEach();
                Volatile.Write(ref ends, ends + 1);
            }
        });
        thread.Start();
        Console.WriteLine("survivor: counts");
        Span<byte> typed = stackalloc byte[16];
        while (keys.Read(typed, out int count) == Status.Ok && !typed.Slice(0, count).Contains((byte)'.'))
        {
            foreach (byte key in typed.Slice(0, count)) Console.WriteLine($"survivor: key {(char)key} {Volatile.Read(ref ends)}");
        }
        Volatile.Write(ref isOver, true);
        thread.Join();
        return ends;
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
                if (word is "again" or "end" or "count") return word;
                _ = line.Clear();
                Write(terminal, $"{word}?\r\n");
            }
        }
        return "";
    }

    private static void Write(TerminalClient terminal, string text) => _ = terminal.Write(Encoding.UTF8.GetBytes(text));
}
