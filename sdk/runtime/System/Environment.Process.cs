using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;
using Diesis;

namespace System;

// The process as its program sees it.
public static partial class Environment
{
    private static string[]? _arguments;

    /// <summary>The process's status, when it ends without another being named.</summary>
    public static int ExitCode { get; set; }

    /// <summary>Ends the process at once, all of its threads.</summary>
    [DoesNotReturn]
    public static void Exit(int exitCode)
    {
        Console.Out.Flush();
        FaultReporter.EndProgram((uint)exitCode);
    }

    /// <returns>The program's name, then the words of the command line.</returns>
    public static string[] GetCommandLineArgs() => _arguments ??= ReadArguments();

    private static string[] ReadArguments()
    {
        Collections.Generic.List<string> words = ["program"];
        int start = 0;
        ReadOnlySpan<byte> line = Startup.CommandLine;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] != ' ') continue;
            if (i > start) words.Add(TextOf(line.Slice(start, i - start)));
            start = i + 1;
        }
        return words.ToArray();
    }

    /// <param name="utf8">What is none of it becomes replacement characters.</param>
    private static string TextOf(ReadOnlySpan<byte> utf8)
    {
        Span<char> units = new char[utf8.Length];
        _ = Utf8.ToUtf16(utf8, units, out _, out int written);
        return new string(units.Slice(0, written));
    }
}
