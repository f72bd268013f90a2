using Diesis.Shell.Checking;
using Diesis.Shell.Machine;
using Diesis.Shell.Sessions;
using Diesis.Shell.Syntax;

namespace Diesis.Shell.Commands.General;

public sealed class GeneralCommandsTests
{
    private static string Shown(string line, RunStatus expected = RunStatus.Ok)
    {
        RunStatus status = ShellSession.Run(ExportedCommands.MakeTable(), line, out string output);
        Assert.True(status == expected, $"{status}: {output}");
        return output.TrimEnd('\n').Replace("\n", "|");
    }

    [Fact]
    public void DeclarationsHaveNoMistakes()
    {
        CommandTable table = ExportedCommands.MakeTable();
        Assert.Empty(table.Problems);
        foreach (List<Command> commands in table.Commands.Values)
            foreach (Command command in commands)
            {
                Assert.False(command.Signature.Summary == "", $"{command.Signature} says nothing");
                Assert.False(command.Signature.Doc.Example == "", $"{command.Signature} has no example");
                // A comment may not be about a parameter that there is not.
                foreach (string parameter in command.Signature.Doc.Parameters) Assert.True(command.Signature.IndexOf(parameter.Split(':')[0]) >= 0, $"{command.Signature}: {parameter}");
            }
    }

    /// <summary>What help shows is right, and uses what it is about.</summary>
    [Fact]
    public void ExamplesAreLines()
    {
        CommandTable table = ExportedCommands.MakeTable();
        foreach (Command command in table.Commands.Values.SelectMany(commands => commands))
        {
            string example = command.Signature.Doc.Example;
            Assert.Contains(command.Signature.Name, example, StringComparison.Ordinal);
            CheckedLine line = Checker.Check(new SourceText("", example), new ShellNames(table));
            Assert.True(line.Problems.Count == 0, $"{example}: {string.Join(", ", line.Problems.Select(problem => problem.Message))}");
        }
    }

    [Theory]
    [InlineData("\"a,b\" | split()", "a|b")]
    [InlineData("\"a b\".split(\" \")", "a|b")]
    [InlineData("\"one\\r\\ntwo\\n\" | lines() | count()", "2")]
    [InlineData("\" a  b \" | words()", "a|b")]
    [InlineData("[\"apple\", \"pear\"] | where(f => f.contains(\"pp\"))", "apple")]
    [InlineData("\"abc\".part(1, 1) + \"abc\".part(1) + \"abc\".part(7)", "bbc")]
    [InlineData("\"a.b\".replace(\".\", \"-\").upper()", "A-B")]
    [InlineData("\"12\".toInt() + 1", "13")]
    [InlineData("\"aé😀b\" | characters() | skip(1) | take(2)", "é|😀")]
    [InlineData("\" 1.5 \".toDouble() * 2", "3")]
    [InlineData("\"-7\".toInt()", "-7")]
    [InlineData("round(2.5)\nfloor(-1.5)\nceiling(1.2)\nsqrt(16)\npower(2, 10)", "2|-2|2|4|1024")]
    [InlineData("4.KiB.inBytes()\n1.5.min.inSeconds()", "4096|90")]
    [InlineData("now() > now() - 1.h && uptime() > 0.s", "true")]
    [InlineData("print(\"x\")", "x")]
    [InlineData("\"2026-12-01 10:30\".toTime().format(\"ddd dd. MMM yyyy, HH:mm:ss.fff\")", "Tue 01. Dec 2026, 10:30:00.000")]
    [InlineData("\"2026-12-01\".toTime() + 1.h", "2026-12-01 01:00:00")]
    [InlineData("[\"a.txt\", \"b.cs\", \".txt\", \"atxt\"] | where(n => n.matches(\"*.txt\"))", "a.txt|.txt")]
    [InlineData("[\"abcabd\", \"abd\", \"ab\"] | where(n => n.matches(\"a*b?\"))", "abcabd|abd")]
    [InlineData("watch(() => [1, 2])", "1|2")]
    [InlineData("arguments() | count", "0")]
    [InlineData("help(\"take\")", "take(items: stream<T>, count: int): stream<T>|  The first items, so many at most; what is behind them is never asked for.|  for example: 1.. | take(3)")]
    [InlineData("help(sleep)", "sleep(time: duration)|  Lets time pass.|    time: how long|  for example: sleep(10.ms)")]
    [InlineData("let xs = [1]\nhelp(xs)", "xs: list<int>")]
    [InlineData("let take = 5\nhelp(commandHelp)", "name: string|summary: string|  from: help")]

    [InlineData("// Doubles.\nfn twice(x: int) = x * 2\nhelp(\"twice\")", "twice(x: int): int|  Doubles.")]
    [InlineData("help() | where(c => c.name == \"split\") | select(c => c.summary)", "The parts of a text between separators.")]
    public void CommandsDoWhatTheirHelpSays(string line, string shown) => Assert.Equal(shown, Shown(line));

    [Theory]
    [InlineData("\"x\".toInt()", "\"x\" is no integer")]
    [InlineData("round(1.0e300)", "does not fit")]
    [InlineData("help(\"nothing\")", "there is no command 'nothing'")]
    [InlineData("help(\"slep\")", "did you mean 'sleep'?")]
    public void CommandsSayWhyTheyFail(string line, string message) => Assert.Contains(message, Shown(line, RunStatus.Failed), StringComparison.Ordinal);

    [Fact]
    public void ExitEndsTheSessionWithItsStatus()
    {
        TextOutput output = new();
        ShellSession session = new(ExportedCommands.MakeTable(), output);
        Assert.Equal(7, (int)session.Run("print(\"before\")\nexit(7)\nprint(\"behind\")"));
        Assert.True(session.IsOver);
        Assert.Equal("before\n", output.Text);
    }
}
