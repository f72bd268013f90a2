using System.Text;
using Diesis.Shell.Checking;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Sessions;

/// <summary>What somebody types who means harm, or makes a mistake: an error that points at the place, and never an end of the process or a line that cannot be ended.</summary>
public sealed class HostileLineTests
{
    private static string Run(string line, RunStatus expected)
    {
        RunStatus status = ShellSession.Run(ExportedCommands.MakeTable(), line, out string output);
        Assert.True(status == expected, $"{status}: {output}");
        return output.TrimEnd('\n');
    }

    [Theory]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("-9_223_372_036_854_775_808 + 1", "-9223372036854775807")]
    [InlineData("1..1000000000 | take(2) | sum", "3")]
    [InlineData("1..9223372036854775807 | where(x => x % 2 == 0) | take(2) | join(\" \")", "2 4")]
    [InlineData("9223372036854775806.. | join(\" \")", "9223372036854775806 9223372036854775807")]
    [InlineData("repeat(\"x\", 9223372036854775807) | take(2) | join(\"\")", "xx")]
    [InlineData("\"\\0\\e[H\".length()", "4")]
    [InlineData("(-7) / 2", "-3")]
    public void EdgesAreRight(string line, string shown) => Assert.Equal(shown, Run(line, RunStatus.Ok));

    [Theory]
    [InlineData("-(0x8000000000000000)", "does not fit into 64 bits")]
    [InlineData("-9223372036854775808 / -1", "does not fit into 64 bits")]
    [InlineData("let x = -9223372036854775808; x % -1", "does not fit into 64 bits")]
    [InlineData("let x = 5000000.TiB; x * 2", "does not fit into 64 bits")]
    [InlineData("let m = 4611686018427387904; m * 2", "does not fit into 64 bits")]
    [InlineData("1..1000000000 | toList | count", "more than 262144 items")]
    [InlineData("let all = 1..", "more than 262144 items")]
    [InlineData("1..1000000000 | distinct | count", "more than 262144 different items")]
    [InlineData("1..1000000000 | groupBy(x => x % 7) | count", "more than 262144 items")]
    [InlineData("1..1000000000 | sort", "more than 262144 items")]
    [InlineData("1..1000000000 | reverse", "more than 262144 items")]
    [InlineData("1..1000000000 | last(1)", "more than 262144 items")]
    [InlineData("1..1000000000 | join(\",\")", "the text would be too long")]
    [InlineData("var t = \"0123456789\"; while true { t = t + t }", "1048576 characters at most")]
    [InlineData("var t = [1]; while true { t = t + t }", "262144 items at most")]
    [InlineData("var t = \"aaaaaaaaaaaaaaaa\"; for i in 1..4 { t = t.replace(\"a\", t) }", "1048576 characters at most")]
    [InlineData("var t = \"a,\"; for i in 1..18 { t = t + t }; t | split", "more than 262144 parts")]
    [InlineData("var t = \"a\"; for i in 1..12 { t = t + t }; t.contains(t)", "1024 characters at most")]
    [InlineData("fn f(x: int): int = [x] | sum(y => f(y))\nf(1)", "calls lie too deep")]
    [InlineData("fn f(x: int): int = 1 + f(x)\nf(1)", "more than 1000 calls")]
    [InlineData("\"\".part(0)[0]", "there is no item 0")]
    [InlineData("\"x\".toInt()", "is no integer")]
    [InlineData("now().format(\"QQ\")", "'QQ' is no part of a moment")]
    [InlineData("\"1600-01-01\".toTime()", "only moments of the years")]
    public void WhatIsTooMuchFailsWhereItStands(string line, string message)
    {
        string output = Run(line, RunStatus.Failed);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Contains("^", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fn f(s: size = 99999999999.TiB) = s", "has to be a literal")]
    [InlineData("99999999999.TiB", "does not fit into 64 bits")]
    [InlineData("9223372036854775808", "this number does not fit")]
    [InlineData("0x10000000000000000", "this number does not fit")]
    [InlineData("1.0e400", "this number does not fit")]
    [InlineData("\"\\u{d800}\"", "a character by its number")]
    [InlineData("a\u0007b", "this character has no meaning here")]
    [InlineData("\ud800", "this character has no meaning here")]
    public void WhatIsWrittenWronglyIsShownWhereItStands(string line, string message)
    {
        string output = Run(line, RunStatus.Wrong);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Contains("^", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(20_000)]
    public void ListsMayBeLong(int count)
    {
        string numbers = string.Join(",", Enumerable.Range(0, count));
        Assert.Equal($"{count}", Run($"[{numbers}] | count", RunStatus.Ok));
        string sums = string.Join(",", Enumerable.Range(0, count / 4).Select(n => $"x+{n}"));
        Assert.Equal($"{count / 4 - 1}", Run($"let x = 0; [{sums}] | last(1)", RunStatus.Ok));
    }

    [Fact]
    public void TextsMayHaveManyParts()
    {
        string parts = string.Concat(Enumerable.Range(0, 1000).Select(_ => "{x}-"));
        Assert.Equal("2000", Run($"let x = 1; $\"{parts}\".length()", RunStatus.Ok));
    }

    [Fact]
    public void VeryLongLinesAreReadInReasonableTime()
    {
        // Each of these took the square of its length once, or could have.
        foreach (string line in (string[])[new string('\n', 250_000), string.Concat(Enumerable.Repeat("//a\n", 60_000)) + "fn f() = 1", string.Concat(Enumerable.Repeat("1;", 100_000)),
            string.Concat(Enumerable.Repeat("fn f(", 50_000)), new string('"', 250_000), string.Concat(Enumerable.Repeat("$\"{", 80_000)), "let x = " + new string('1', 250_000)])
        {
            System.Diagnostics.Stopwatch time = System.Diagnostics.Stopwatch.StartNew();
            TextOutput output = new();
            _ = new ShellSession(new CommandTable(), output).Run(line);
            Assert.True(time.Elapsed < TimeSpan.FromMinutes(1), $"{line[..10]}… took {time.Elapsed}");
        }
        Assert.Contains("longer than 256 KiB", Run(new string(' ', 300_000), RunStatus.Wrong), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValuesDoNotGrowDeeperWithoutEnd()
    {
        TextOutput output = new();
        ShellSession session = new(ExportedCommands.MakeTable(), output);
        Assert.Equal(RunStatus.Ok, session.Run("let x = [1]"));
        RunStatus status = RunStatus.Ok;
        int lines = 0;
        for (; status == RunStatus.Ok && lines < 1000; lines++) status = session.Run("let x = [x, x]");
        Assert.Equal(RunStatus.Wrong, status);
        Assert.InRange(lines, 50, 70);
        Assert.Contains("too much lies within each other", output.Take(), StringComparison.Ordinal);
        // Each of the values is in it 2^59 times: it is shown in part, and comparing it can be cancelled.
        Assert.Equal(RunStatus.Ok, session.Run("x"));
        Assert.InRange(output.Take().Length, 10, 1_000_000);
        foreach (string line in (string[])["let y = x + []; x == y", "[x, x + []] | distinct | count", "[x, x + []] | groupBy(v => v) | count"])
        {
            Task<RunStatus> running = Task.Run(() => session.Run(line));
            Assert.NotSame(running, await Task.WhenAny(running, Task.Delay(200)));
            while (await Task.WhenAny(running, Task.Delay(1)) != running) session.Cancel();
            Assert.Equal(RunStatus.Cancelled, await running);
        }
    }

    [Fact]
    public void WhatDoesNotFitIntoMemoryFails()
    {
        long before = ShellMachine.MostHeapBytes;
        ShellMachine.MostHeapBytes = GC.GetTotalMemory(true) + (100L << 20);
        try
        {
            foreach (string line in (string[])
            [
                "1..200000 | select(x => (1..200000).toList()) | toList | count",
                "1..200000 | select(x => { a: x, b: [x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x] }) | toList | count",
                "var t = \"0123456789\"; for i in 1..16 { t = t + t }; 1..200000 | select(i => t + \"x\") | toList | count",
                "var t = \"a,\"; for i in 1..16 { t = t + t }; 1..200000 | select(i => t | split) | toList | count",
            ])
                Assert.Contains("more memory than there is", Run(line, RunStatus.Failed), StringComparison.Ordinal);
            // What is garbage by then counts nothing.
            Assert.Equal("3000000", Run("1..3000000 | select(x => [x]) | count", RunStatus.Ok));
        }
        finally
        {
            ShellMachine.MostHeapBytes = before;
        }
    }

    [Fact]
    public void BytesThatAreNoUtf8AreReplaced()
    {
        string line = Encoding.UTF8.GetString([(byte)'"', 0xff, 0xc3, 0x28, 0xf0, 0x9f, (byte)'"']);
        Assert.Equal("\ufffd\ufffd(\ufffd", Run(line, RunStatus.Ok));
    }

    [Fact]
    public async Task TablesOfStreamsAreShownAsTheyCome()
    {
        TextOutput output = new();
        ShellSession session = new(ExportedCommands.MakeTable(), output);
        Task<RunStatus> running = Task.Run(() => session.Run("1.. | select(x => { n: x })"));
        while (output.Length < 10_000 && !running.IsCompleted) await Task.Delay(1);
        while (await Task.WhenAny(running, Task.Delay(1)) != running) session.Cancel();
        Assert.Equal(RunStatus.Cancelled, await running);
        Assert.StartsWith("  n\n  1\n  2\n", output.Text, StringComparison.Ordinal);
    }
}
