using System.Text;
using Diesis.Shell.Commands.Pipeline;
using Diesis.Shell.Machine;
using Diesis.Tests;

namespace Diesis.Shell.Sessions;

/// <summary>Programs that are made at random together with what they come to: parser, checker, compiler and machine have to come to the same.</summary>
public sealed class OracleTests
{
    /// <summary>A division by zero, or a number of more than 64 bits.</summary>
    private sealed class FailedException : Exception;

    private delegate long Number(Dictionary<string, long> variables);

    private delegate bool Truth(Dictionary<string, long> variables);

    private delegate void Act(Dictionary<string, long> variables);

    private sealed class Maker(Fuzzing random)
    {
        private readonly List<(string Name, Number Body)> _functions = [];
        private int _names;

        public StringBuilder Text { get; } = new();

        private string Name(string kind) => $"{kind}{_names++}";

        private static long Checked(Func<long> calculation)
        {
            try { return calculation(); }
            catch (Exception error) when (error is OverflowException or DivideByZeroException) { throw new FailedException(); }
        }

        /// <summary>A function of two numbers; those made later may call it.</summary>
        public void MakeFunction()
        {
            string name = Name("f");
            (string text, Number body) = Expression(3, ["a", "b"]);
            Text.Append($"fn {name}(a: int, b: int = 7): int = {text}\n");
            _functions.Add((name, body));
        }

        private (string Text, Number Value) Expression(int depth, List<string> variables)
        {
            if (depth == 0) return Leaf(variables);
            switch (random.Next(10))
            {
                case 0: return Leaf(variables);
                case 1:
                    (string text, Number value) = Expression(depth - 1, variables);
                    return ($"-({text})", v => Checked(() => checked(-value(v))));
                case 2:
                    (string condition, Truth holds) = Condition(depth - 1, variables);
                    (string then, Number yes) = Expression(depth - 1, variables);
                    (string otherwise, Number no) = Expression(depth - 1, variables);
                    return ($"(if {condition} {{ {then} }} else {{ {otherwise} }})", v => holds(v) ? yes(v) : no(v));
                case 3 when _functions.Count > 0: return Call(depth, variables);
                case 4: return Pipeline(depth, variables);
                case 5:
                    string local = Name("t");
                    (string first, Number kept) = Expression(depth - 1, variables);
                    (string then2, Number result) = Expression(depth - 1, [.. variables, local]);
                    return ($"({{ let {local} = {first}; {then2} }})", v => result(new(v) { [local] = kept(v) }));
                case 6:
                    (string item, Number at) = Expression(depth - 1, variables);
                    int index = random.Next(3);
                    // The list is made whole, whichever item is taken.
                    return ($"[{item}, 5, 2][{index}]", v => at(v) is var head && index == 0 ? head : index == 1 ? 5 : 2);
                default: return Binary(depth, variables);
            }
        }

        private (string, Number) Leaf(List<string> variables)
        {
            if (variables.Count > 0 && random.Next(3) != 0)
            {
                string name = variables[random.Next(variables.Count)];
                return (name, v => v[name]);
            }
            long[] edges = [0, 1, -1, 2, 127, 128, -127, -128, 32767, 32768, -32768, -32769, 1L << 31, long.MaxValue, long.MinValue, 4611686018427387904];
            long number = random.Next(4) == 0 ? edges[random.Next(edges.Length)] : random.Next(20);
            return (number < 0 ? $"({number})" : $"{number}", _ => number);
        }

        private (string, Number) Binary(int depth, List<string> variables)
        {
            (string left, Number l) = Expression(depth - 1, variables);
            (string right, Number r) = Expression(depth - 1, variables);
            return random.Next(5) switch
            {
                0 => ($"({left} + {right})", v => { long a = l(v), b = r(v); return Checked(() => checked(a + b)); }),
                1 => ($"({left} - {right})", v => { long a = l(v), b = r(v); return Checked(() => checked(a - b)); }),
                2 => ($"({left} * {right})", v => { long a = l(v), b = r(v); return Checked(() => checked(a * b)); }),
                3 => ($"({left} / {right})", v => { long a = l(v), b = r(v); return Checked(() => a / b); }),
                _ => ($"({left} % {right})", v => { long a = l(v), b = r(v); return Checked(() => a % b); }),
            };
        }

        private (string, Number) Call(int depth, List<string> variables)
        {
            (string name, Number body) = _functions[random.Next(_functions.Count)];
            (string first, Number a) = Expression(depth - 1, variables);
            if (random.Next(3) == 0) return ($"{name}({first})", v => body(new() { ["a"] = a(v), ["b"] = 7 }));
            (string second, Number b) = Expression(depth - 1, variables);
            return random.Next(2) == 0
                ? ($"{name}({first}, {second})", v => { long x = a(v), y = b(v); return body(new() { ["a"] = x, ["b"] = y }); })
                : ($"({first}).{name}(b: {second})", v => { long x = a(v), y = b(v); return body(new() { ["a"] = x, ["b"] = y }); });
        }

        private (string, Number) Pipeline(int depth, List<string> variables)
        {
            string item = Name("x");
            int count = random.Next(4);
            (string condition, Truth holds) = Condition(depth - 1, [.. variables, item]);
            (string each, Number of) = Expression(depth - 1, [.. variables, item]);
            return ($"(1..{count} | where({item} => {condition}) | select({item} => {each}) | fold(1, (whole, one) => whole - one))", v =>
            {
                long whole = 1;
                for (long i = 1; i <= count; i++)
                {
                    Dictionary<string, long> inner = new(v) { [item] = i };
                    if (!holds(inner)) continue;
                    long one = of(inner), before = whole;
                    whole = Checked(() => checked(before - one));
                }
                return whole;
            });
        }

        private (string, Truth) Condition(int depth, List<string> variables)
        {
            if (depth > 0 && random.Next(3) == 0)
            {
                (string left, Truth l) = Condition(depth - 1, variables);
                (string right, Truth r) = Condition(depth - 1, variables);
                return random.Next(3) switch
                {
                    0 => ($"({left} && {right})", v => l(v) && r(v)),
                    1 => ($"({left} || {right})", v => l(v) || r(v)),
                    _ => ($"!({left})", v => !l(v)),
                };
            }
            (string one, Number a) = Expression(Math.Max(depth - 1, 0), variables);
            (string two, Number b) = Expression(Math.Max(depth - 1, 0), variables);
            return random.Next(6) switch
            {
                0 => ($"({one} < {two})", v => { long x = a(v); return x < b(v); }),
                1 => ($"({one} <= {two})", v => { long x = a(v); return x <= b(v); }),
                2 => ($"({one} > {two})", v => { long x = a(v); return x > b(v); }),
                3 => ($"({one} >= {two})", v => { long x = a(v); return x >= b(v); }),
                4 => ($"({one} == {two})", v => { long x = a(v); return x == b(v); }),
                _ => ($"([{one}] != [{two}])", v => { long x = a(v); return x != b(v); }),
            };
        }

        /// <summary>Statements that change variables; each has its own, and those around it.</summary>
        private Act Statements(int depth, List<string> variables, int indent)
        {
            List<Act> acts = [];
            for (int count = 1 + random.Next(3); count > 0; count--) acts.Add(Statement(depth, variables, indent));
            return v => acts.ForEach(act => act(v));
        }

        private Act Statement(int depth, List<string> variables, int indent)
        {
            Text.Append(' ', indent);
            string target = variables[random.Next(variables.Count)];
            switch (random.Next(depth > 0 ? 5 : 2))
            {
                case 0:
                    (string text, Number value) = Expression(2, variables);
                    Text.Append($"{target} = {text}\n");
                    return v => v[target] = value(v);
                case 1:
                    (string more, Number added) = Expression(2, variables);
                    Text.Append($"{target} += {more}\n");
                    return v => { long before = v[target], by = added(v); v[target] = Checked(() => checked(before + by)); };
                case 2:
                    (string condition, Truth holds) = Condition(2, variables);
                    Text.Append($"if {condition} {{\n");
                    Act then = Statements(depth - 1, variables, indent + 2);
                    Text.Append(' ', indent).Append("} else {\n");
                    Act otherwise = Statements(depth - 1, variables, indent + 2);
                    Text.Append(' ', indent).Append("}\n");
                    return v => (holds(v) ? then : otherwise)(v);
                case 3:
                    int turns = random.Next(4);
                    string item = Name("i");
                    Text.Append($"for {item} in 1..{turns} {{\n").Append(' ', indent + 2).Append($"{target} = {target} / 2 + {item}\n");
                    Act body = Statements(depth - 1, variables, indent + 2);
                    Text.Append(' ', indent).Append("}\n");
                    return v =>
                    {
                        for (int i = 1; i <= turns; i++)
                        {
                            v[target] = v[target] / 2 + i;
                            body(v);
                        }
                    };
                default:
                    string left = Name("n");
                    int limit = random.Next(4);
                    Text.Append($"var {left} = {limit}\n");
                    Text.Append(' ', indent).Append("while true {\n").Append(' ', indent + 2).Append($"if {left} == 0 {{ break }}; {left} -= 1\n");
                    Act inner = Statements(depth - 1, variables, indent + 2);
                    Text.Append(' ', indent).Append("}\n");
                    return v => { for (int i = 0; i < limit; i++) inner(v); };
            }
        }

        public Number MakeMain()
        {
            List<string> variables = ["u", "w"];
            Text.Append("fn main(): int {\n  var u = 3\n  var w = -2\n");
            Act acts = Statements(2, variables, 2);
            (string text, Number value) = Expression(3, variables);
            Text.Append($"  {text}\n}}\nmain()");
            return _ =>
            {
                Dictionary<string, long> start = new() { ["u"] = 3, ["w"] = -2 };
                acts(start);
                return value(start);
            };
        }
    }

    [Fact]
    public void ProgramsComeToWhatTheyShould() => Fuzzing.Run(seeds: 1_000, random =>
    {
        Maker maker = new(random);
        for (int functions = random.Next(3); functions > 0; functions--) maker.MakeFunction();
        Number main = maker.MakeMain();
        string expected;
        try { expected = $"{main([])}\n"; }
        catch (FailedException) { expected = "failed"; }
        CommandTable commands = new();
        PipelineCommands.AddTo(commands);
        RunStatus status = ShellSession.Run(commands, maker.Text.ToString(), out string output);
        if (status == RunStatus.Failed && (output.Contains("does not fit", StringComparison.Ordinal) || output.Contains("division by zero", StringComparison.Ordinal))) output = "failed";
        Assert.True(output == expected, $"{expected} expected, and {status}: {output}\nof\n{maker.Text}");
    });
}
