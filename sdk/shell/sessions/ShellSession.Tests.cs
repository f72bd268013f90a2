using Diesis.Shell.Commands.Pipeline;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Sessions;

public sealed class ShellSessionTests
{
    private static string Run(string line, RunStatus expected = RunStatus.Ok)
    {
        CommandTable commands = new();
        PipelineCommands.AddTo(commands);
        Assert.Empty(commands.Problems);
        RunStatus status = ShellSession.Run(commands, line, out string output);
        Assert.True(status == expected, $"{status}: {output}");
        return output;
    }

    /// <summary>What a line shows, its lines separated by bars.</summary>
    private static string Shown(string line) => Run(line).TrimEnd('\n').Replace("\n", "|");

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 / 2", "3")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("7 / 2.0", "3.5")]
    [InlineData("1 + 0.5", "1.5")]
    [InlineData("2 * -3", "-6")]
    [InlineData("0xff + 0b101 + 1_000", "1260")]
    [InlineData("1.5e3", "1500")]
    [InlineData("4.KiB", "4 KiB")]
    [InlineData("4.KiB + 512.bytes", "4.5 KiB")]
    [InlineData("1.5.MiB", "1.5 MiB")]
    [InlineData("3.MiB / 2.MiB", "1.5")]
    [InlineData("3.MiB * 2", "6 MiB")]
    [InlineData("0.5 * 3.MiB", "1.5 MiB")]
    [InlineData("3.MiB / 1.5", "2 MiB")]
    [InlineData("90.s", "1 min 30 s")]
    [InlineData("let n = 5; n.s + 500.ms", "5.5 s")]
    [InlineData("2.h > 90.min", "true")]
    [InlineData("1 < 2 && !(2 < 1) || false", "true")]
    [InlineData("1 == 1.0", "true")]
    [InlineData("\"a\" < \"b\"", "true")]
    [InlineData("\"a\" + \"b\"", "ab")]
    [InlineData("\"tab\\tquote\\\" \\u{e9}\"", "tab\tquote\" é")]
    [InlineData("$\"{1 + 1} is {\"two\"} {{x: 2}}\"", "2 is two { x: 2 }")]
    [InlineData("$\"a\\{b\\}\"", "a{b}")]
    [InlineData("[1, 2.5]", "1|2.5")]
    [InlineData("[1, 2] + [3]", "1|2|3")]
    [InlineData("[10, 20, 30][1]", "20")]
    [InlineData("\"abc\"[1]", "b")]
    [InlineData("[1, 2] == [1, 2]", "true")]
    [InlineData("{ a: 1, b: \"x\" } == { a: 1, b: \"y\" }", "false")]
    [InlineData("{ a: 1, b: \"x\" }.b", "x")]
    [InlineData("if 1 > 2 { \"yes\" } else { \"no\" }", "no")]
    [InlineData("if 1 > 2 { 1 } else if 2 > 1 { 2 } else { 3 }", "2")]
    public void ExpressionsHaveValues(string line, string shown) => Assert.Equal(shown, Shown(line));

    [Theory]
    [InlineData("let x = 2; let y: double = x; y / 4", "0.5")]
    [InlineData("var x = 1; x += 2; x *= 5; x", "15")]
    [InlineData("var i = 0; while i < 5 { i += 1 }; i", "5")]
    [InlineData("var s = 0; for i in 1..10 { if i == 3 { continue }; if i > 5 { break }; s += i }; s", "12")]
    [InlineData("fn twice(x: int) = x * 2\ntwice(21)", "42")]
    [InlineData("fn fib(n: int): int { if n < 2 { n } else { fib(n - 1) + fib(n - 2) } }\nfib(20)", "6765")]
    [InlineData("fn f(n: int): int {\n  if n > 3 { return 1 }\n  return 2\n}\nf(4) + f(1)", "3")]
    [InlineData("fn even(n: int): bool = n == 0 || odd(n - 1)\nfn odd(n: int): bool = n != 0 && even(n - 1)\neven(10)", "true")]
    [InlineData("fn greet(name: string, greeting: string = \"Hello\") = $\"{greeting}, {name}!\"\ngreet(\"Ada\")\ngreet(\"Ada\", greeting: \"Hi\")", "Hello, Ada!|Hi, Ada!")]
    [InlineData("let add = (x: int, y: int) => x + y\nadd(2, 3)", "5")]
    [InlineData("fn adder(n: int) = (x: int) => x + n\nlet five = adder(5)\nfive(1)", "6")]
    [InlineData("fn sum3(n: int): int { let f = (a: int) => (b: int) => a + b + n; let g = f(1); g(2) }\nsum3(10)", "13")]
    [InlineData("fn f(): int { var x = 1; let y = x + { x = 10; x }; y * 100 + x }\nf()", "1110")]
    [InlineData("fn f(): int { var x = 3; x = if x > 2 { x = 7; x + 1 } else { 0 }; x }\nf()", "8")]
    [InlineData("fn f(): bool { var x = true; x = x && { x = false; true }; x }\nf()", "true")]
    [InlineData("fn f(): int { var x = 5; x = 10 - x; x = x - (x - 1); x }\nf()", "1")]
    public void StatementsDoWhatTheySay(string script, string shown) => Assert.Equal(shown, Shown(script));

    [Theory]
    [InlineData("1..5", "1|2|3|4|5")]
    [InlineData("(1..) | where(x => x % 2 == 0) | take(3)", "2|4|6")]
    [InlineData("1.. | select(x => x * x) | takeWhile(x => x < 30) | sum()", "55")]
    [InlineData("[3, 1, 2] | sort() | reverse()", "3|2|1")]
    [InlineData("[3, 1, 2].sort().first()", "1")]
    [InlineData("[\"bb\", \"a\"] | sortBy(x => x) | join(\"+\")", "a+bb")]
    [InlineData("1..10 | groupBy(x => x % 3) | select(g => g.items | count()) | toList()", "4|3|3")]
    [InlineData("1..10 | skip(7)", "8|9|10")]
    [InlineData("[1, 1, 2, 1] | distinct()", "1|2")]
    [InlineData("[[1], [1], [2]] | distinct() | count()", "2")]
    [InlineData("1..4 | fold(0, (a, x) => a * 10 + x)", "1234")]
    [InlineData("[1, 2, 3] | sum(x => x.KiB)", "6 KiB")]
    [InlineData("[1, 2, 3, 4] | average()", "2.5")]
    [InlineData("1..3 | selectMany(x => 1..x) | toList()", "1|1|2|1|2|3")]
    [InlineData("1..3 | select(sq)\nfn sq(x: int): int = x * x", "1|4|9")]
    [InlineData("[[3, 1], [2]] | select(count)", "2|1")]
    [InlineData("var n = 0; 1..5 | each(x => { n += x }); n", "15")]
    [InlineData("[5, 3] | min()\n[5, 3] | max()\n1..9 | minBy(x => (x - 4) * (x - 4))", "3|5|4")]
    [InlineData("1..3 | any(x => x > 2)\n1..3 | all(x => x > 2)\n1..3 | has(2)\n1..3 | last(2)", "true|false|true|2|3")]
    [InlineData("[\"x\", \"y\"] | indexed() | select(p => $\"{p.index}{p.item}\")", "0x|1y")]
    [InlineData("let big = 1.. | take(3)\nbig | count()\nbig | sum()", "3|6")]
    [InlineData("let xs: list<int> = []\nxs | count()\nxs | firstOr(9)", "0|9")]
    public void PipelinesPassTypedValues(string line, string shown) => Assert.Equal(shown, Shown(line));

    [Fact]
    public void ListsOfRecordsAreTables()
    {
        string output = Run("1..3 | select(x => { number: x, square: x * x, text: $\"n{x}\" })");
        Assert.Equal("number  square  text\n     1       1  n1\n     2       4  n2\n     3       9  n3\n", output);
    }

    [Fact]
    public void LinesLeaveWhatTheyDeclare()
    {
        CommandTable commands = new();
        PipelineCommands.AddTo(commands);
        TextOutput output = new();
        ShellSession session = new(commands, output);
        Assert.Equal(RunStatus.Ok, session.Run("let x = 5"));
        Assert.Equal(RunStatus.Ok, session.Run("fn f(n: int) = n * x"));
        Assert.Equal(RunStatus.Ok, session.Run("f(3)"));
        Assert.Equal(RunStatus.Ok, session.Run("let x = \"another\"\nx"));
        // The function has the variable that was there when it was written.
        Assert.Equal(RunStatus.Ok, session.Run("f(4)"));
        Assert.Equal("15\nanother\n20\n", output.Text);
    }

    [Fact]
    public void WhatALineDidNotComeToHasNoValue()
    {
        TextOutput output = new();
        ShellSession session = new(new CommandTable(), output);
        Assert.Equal(RunStatus.Failed, session.Run("let zero = 0; let x = 1 / zero; let y = 2"));
        Assert.Equal(RunStatus.Failed, session.Run("y"));
        Assert.Contains("has no value yet", output.Text, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Ok, session.Run("let y = 3"));
    }

    [Fact]
    public void ALineWithAMistakeChangesNothing()
    {
        TextOutput output = new();
        ShellSession session = new(new CommandTable(), output);
        Assert.Equal(RunStatus.Wrong, session.Run("let x = 5; let y = z"));
        output.Take();
        Assert.Equal(RunStatus.Wrong, session.Run("x"));
        Assert.Contains("there is no variable 'x'", output.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 + \"a\"", "error: '+' does not go between an int and a string: $\"…{x}…\" puts values into a text\n  1 + \"a\"\n    ^\n")]
    [InlineData("fles()", "error: there is no command 'fles'\n  fles()\n  ^^^^\n")]
    [InlineData("1..3 | wher(x => x > 1)", "error: there is no command 'wher'; did you mean 'where'?\n  1..3 | wher(x => x > 1)\n         ^^^^\n")]
    [InlineData("1..3 | where(x => x.size > 1)", "error: an int has no 'size'\n  1..3 | where(x => x.size > 1)\n                      ^^^^\n")]
    [InlineData("[{ size: 1 }] | where(x => x.sizes > 1)", "error: a record { size: int } has no field 'sizes'; did you mean 'size'?\n  [{ size: 1 }] | where(x => x.sizes > 1)\n                               ^^^^^\n")]
    [InlineData("let s: size = 5", "error: this is an int, and a size is needed here: 4.KiB is a size\n  let s: size = 5\n                ^\n")]
    [InlineData("let x: strin = 5", "error: there is no type 'strin'; did you mean 'string'?\n  let x: strin = 5\n         ^^^^^\n")]
    [InlineData("let x = 1; x = 2", "error: 'x' keeps its value: 'var' instead of 'let' makes a variable that changes\n  let x = 1; x = 2\n             ^\n")]
    [InlineData("count()", "error: 'items' is missing: count(items: stream<T>, condition: fn(T): bool): int\n  count()\n        ^\n")]
    [InlineData("1..3 | take(2, 3)", "error: 'take' takes 2 arguments: take(items: stream<T>, count: int): stream<T>\n  1..3 | take(2, 3)\n                 ^\n")]
    [InlineData("5 | sum()", "error: 'sum' works on a list or stream, and this is an int\n  5 | sum()\n  ^\n")]
    [InlineData("[\"a\"] | sum()", "error: 'sum' adds numbers, sizes or durations, and these are of type string\n  [\"a\"] | sum()\n  ^^^^^^^^^^^^^\n")]
    [InlineData("[]", "error: of what this is a list cannot be told: let x: list<int> = []\n  []\n  ^^\n")]
    [InlineData("let f = x => x", "error: what 'x' is cannot be told from here: (x: int) => …\n  let f = x => x\n          ^\n")]
    [InlineData("1 2", "error: '2' is not expected here\n  1 2\n    ^\n")]
    [InlineData("\"abc", "error: this text has no end: a quotation mark is missing\n  \"abc\n  ^^^^\n")]
    [InlineData("$\"{1 + }\"", "error: the line ends where a value is missing\n  $\"{1 + }\"\n         ^\n")]
    [InlineData("99999999999999999999", "error: this number does not fit: the largest integer is 9223372036854775807\n  99999999999999999999\n  ^^^^^^^^^^^^^^^^^^^^\n")]
    [InlineData("\n  if 1 { 2 }", "error: this is an int, and a bool is needed here\n  line 2:   if 1 { 2 }\n               ^\n")]
    public void MistakesAreShownWhereTheyAre(string line, string message) => Assert.Equal(message, Run(line, RunStatus.Wrong));

    [Theory]
    [InlineData("let z = 0; 1 / z", "division by zero", "1 / z")]
    [InlineData("9223372036854775807 + 1", "does not fit", "9223372036854775807 + 1")]
    [InlineData("let x = -9223372036854775807 - 2", "does not fit", "-9223372036854775807 - 2")]
    [InlineData("4611686018427387904 * 2", "does not fit", "4611686018427387904 * 2")]
    [InlineData("[1, 2][2]", "there is no item 2", "[1, 2][2]")]
    [InlineData("(1..3) | where(x => x > 5) | first()", "there is no first item", "(1..3) | where(x => x > 5) | first()")]
    [InlineData("fn f(n: int): int = f(n + 1)\nf(0)", "more than 1000 calls", "f(n + 1)")]
    [InlineData("1..3 | select(x => 1 / (x - 2)) | toList()", "division by zero", "1 / (x - 2)")]
    public void FailuresAreShownWhereTheyHappen(string line, string message, string marked)
    {
        string output = Run(line, RunStatus.Failed);
        Assert.Contains(message, output, StringComparison.Ordinal);
        string[] lines = output.Split('\n');
        int carets = Array.FindIndex(lines, text => text.Trim().Length > 0 && text.Trim().All(c => c == '^'));
        string under = string.Concat(lines[carets].Select((c, i) => c == '^' ? lines[carets - 1][i] : '\0')).Trim('\0');
        Assert.Equal(marked, under);
    }

    [Fact]
    public void FunctionsThatFailedAreNamed()
    {
        string output = Run("fn inner(x: int): int = 1 / x\nfn outer(x: int): int = inner(x) + 1\nouter(0)", RunStatus.Failed);
        Assert.Contains("  in inner\n  in outer\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALineThatDoesNotEndIsCancelled()
    {
        foreach (string line in (string[])["while true { }", "1.. | each(x => { })", "let all = 1.. | where(x => x < 0)", "fn f(): int { for x in 1.. { } 1 }\nf()"])
        {
            CommandTable commands = new();
            PipelineCommands.AddTo(commands);
            TextOutput output = new();
            ShellSession session = new(commands, output);
            Task<RunStatus> running = Task.Run(() => session.Run(line));
            // The line may not have begun when it is cancelled for the first time.
            while (await Task.WhenAny(running, Task.Delay(1)) != running) session.Cancel();
            Assert.Equal(RunStatus.Cancelled, await running);
            Assert.Equal("cancelled\n", output.Text);
        }
    }
}
