using System;

namespace Diesis.Boot.Uefi.Program;

/// <summary>Why the kernel cannot be started: a problem and what has it.</summary>
/// <param name="what">A file's path, or other words that can begin a sentence.</param>
/// <param name="line">A line of that file, or 0.</param>
/// <param name="problem">What is wrong with it.</param>
internal readonly ref struct Failure(ReadOnlySpan<byte> what, int line, Problem problem)
{
    private const int LongestQuote = 60;

    private readonly ReadOnlySpan<byte> _what = what;
    private readonly int _line = line;
    private readonly Problem _problem = problem;

    public bool IsNone => _problem.IsNone;

    public static Failure Of(ReadOnlySpan<byte> what, Problem problem) => new(what, 0, problem);

    public void WriteTo(FirmwareConsole console)
    {
        console.Write("\nDiesis cannot start: "u8);
        console.Write(_what);
        if (_line != 0)
        {
            console.Write(", line "u8);
            console.Write((uint)_line);
        }
        if (!_problem.Subject.IsEmpty)
        {
            ReadOnlySpan<byte> quote = _problem.Subject;
            console.Write(": \""u8);
            console.Write(quote.Slice(0, Math.Min(quote.Length, LongestQuote)));
            console.Write(quote.Length > LongestQuote ? "...\""u8 : "\""u8);
        }
        console.Write(" "u8);
        console.Write(_problem.Reason);
        console.Write(".\n"u8);
    }
}
