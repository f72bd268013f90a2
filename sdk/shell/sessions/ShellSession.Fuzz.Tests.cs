using System.Text;
using Diesis.Shell.Commands.Pipeline;
using Diesis.Shell.Machine;
using Diesis.Tests;

namespace Diesis.Shell.Sessions;

/// <summary>Whatever is typed, the shell says what is wrong with it, or runs it to an end.</summary>
public sealed class ShellSessionFuzzTests
{
    private static readonly string[] Words =
    [
        "let ", "var ", "fn ", "if ", "else ", "while ", "for ", " in ", "return ", "break", "continue", "true", "false", "x", "y", "f", "x", "y", "f", "size",
        "int", "string", "list", "stream", "double", "(", ")", "(", ")", "[", "]", "{", "}", "<", ">", ",", ":", ".", "..", "|", "=>", "=", "==", "!=", "<=", "+", "-",
        "*", "/", "%", "!", "&&", "||", "+=", "&", ";", "\n", " ", "0", "1", "2", "3", "9223372036854775807", "1.5", "4.KiB", "5.s", "\"a\"", "$\"{x}\"", "$\"{", "\"",
        "where(x => ", "select(x => ", "sortBy(x => ", "groupBy(x => ", "take(2)", "first()", "count()", "sum()", "toList()", "distinct()", "reverse()", "join()", "fold(0, (x, y) => ",
    ];

    /// <summary>Lines that are right, to be damaged.</summary>
    private static readonly string[] Right =
    [
        "fn f(n: int): int { if n < 2 { return n } f(n - 1) + f(n - 2) }\nf(12)",
        "1..20 | where(x => x % 3 == 0) | select(x => { n: x, s: $\"{x}!\" }) | sortBy(r => r.s) | take(3)",
        "var x = 0; for i in 1..50 { if i % 2 == 0 { continue }; x += i; if x > 100 { break } }; x",
        "let f = (x: int) => (y: int) => x * y + 1; let g = f(6); g(7)",
        "[{ a: 1.5, b: [1, 2] }, { a: 2.5, b: [3] }] | groupBy(r => r.b | count()) | select(g => g.items[0].a)",
        "let t = \"a\\u{e9}\" + $\"{[1, 2]} {{ x: 4.KiB }}\"; [t, t] | distinct() | join(\"-\")",
    ];

    private static void Survives(string line)
    {
        CommandTable commands = new();
        PipelineCommands.AddTo(commands);
        TextOutput output = new();
        ShellSession session = new(commands, output);
        using Timer timer = new(_ => session.Cancel(), null, 100, 20);
        RunStatus status = session.Run(line);
        Assert.True(Enum.IsDefined(status));
        Assert.True(status == RunStatus.Ok || output.Text.Length > 0);
        _ = ShellSession.IsIncomplete(line);
    }

    [Fact]
    public void RandomWordsAreSurvived() => Fuzzing.Run(seeds: 3_000, random =>
    {
        StringBuilder line = new();
        for (int words = random.Next(40); words >= 0; words--) line.Append(Words[random.Next(Words.Length)]);
        Survives(line.ToString());
    });

    [Fact]
    public void RandomBytesAreSurvived() => Fuzzing.Run(seeds: 1_000, random =>
    {
        byte[] bytes = new byte[random.Next(60)];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)random.Next(256);
        Survives(Encoding.UTF8.GetString(bytes));
    });

    [Fact]
    public void DamagedLinesAreSurvived() => Fuzzing.Run(seeds: 3_000, random =>
        Survives(Encoding.UTF8.GetString(random.Mutate(Encoding.UTF8.GetBytes(Right[random.Next(Right.Length)])))));

    [Fact]
    public void WordsPutIntoRightLinesAreSurvived() => Fuzzing.Run(seeds: 3_000, random =>
    {
        string line = Right[random.Next(Right.Length)];
        for (int changes = random.Next(3); changes >= 0; changes--)
        {
            int at = random.Next(line.Length + 1), removed = Math.Min(random.Next(6), line.Length - at);
            line = line.Remove(at, removed).Insert(at, Words[random.Next(Words.Length)]);
        }
        Survives(line);
    });

    [Theory]
    [InlineData("(", "")]
    [InlineData("-", "1")]
    [InlineData("!", "true")]
    [InlineData("[", "]")]
    [InlineData("1+", "1")]
    [InlineData("1 | ", "count()")]
    [InlineData("{", "}")]
    [InlineData("if true {", "}")]
    [InlineData("x => ", "x")]
    [InlineData("a.b", "")]
    [InlineData("a(", ")")]
    [InlineData("if true { } else ", "{ }")]
    [InlineData("$\"{", "}\"")]
    [InlineData("let x: list<", "int>")]
    public void HoweverDeepItLiesSomebodySaysSo(string part, string end)
    {
        string line = string.Concat(Enumerable.Repeat(part, 20_000)) + end;
        // On a stack no larger than threads of programs have.
        Thread thread = new(() => Survives(line), maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();
    }
}
