namespace Diesis.Sdk.Generators;

public class ShellCommandGeneratorTests
{
    private const string Library = """
        namespace Diesis.Shell.Machine
        {
            public struct Value
            {
                public long Bits; public string Text; public RecordValue Record; public bool IsTrue => Bits != 0;
                public static Value FromBits(long bits) => new() { Bits = bits };
                public static Value FromText(string text) => new() { Text = text };
                public static Value FromObject(object value) => new() { Text = value.ToString()! };
            }
            public class RecordValue(Value[] fields) { public Value[] Fields => fields; public override string ToString() => string.Join("/", System.Array.ConvertAll(fields, f => f.Text ?? f.Bits.ToString())); }
            public class CommandContext;
            public delegate Value Body(CommandContext context, Value[] a);
            public class CommandTable
            {
                public string Log = "";
                public void AddRecord(string name) => Log += name + ";";
                public void AddFields(string declaration) => Log += declaration + ";";
                public void Add(string declaration, string summary, Body body, string parameters = "", string example = "")
                    => Log += declaration + " // " + summary + parameters + example + " -> " + body(new(), [new() { Bits = 3, Text = "x", Record = new([new() { Text = "l" }, new() { Bits = 9 }]) }, new() { Bits = 1, Text = "y" }]).Text + ";";
            }
        }
        namespace Diesis.Shell.Commands
        {
            public class CommandAttribute(string name = "") : System.Attribute;
            public class ShellRecordAttribute : System.Attribute;
            public struct CommandName(string name) { public string Name => name; }
            public static partial class ExportedCommands
            {
                public static string Ask() { Machine.CommandTable table = new(); AddRecords(table); AddCommands(table); return table.Log; }
                static partial void AddRecords(Machine.CommandTable table);
                static partial void AddCommands(Machine.CommandTable table);
            }
        }
        """;

    private const string Commands = """
        using Diesis.Shell.Commands;
        using Diesis.Shell.Machine;
        [ShellRecord] public class Pair(string left, long right) { public string Left => left; public long Right => right; internal int Hidden => 1; }
        public static class Some
        {
            /// <summary>Makes a <c>pair</c>
            /// of two.</summary>
            [Command] public static Pair MakePair(CommandContext context, string left, long right = 7) => new(left, right);
            [Command("other")] public static void Nothing() { }
        }
        """;

    [Fact]
    public void MethodsAreDeclaredAndCalled()
    {
        object? answer = GeneratorRun.Of(new ShellCommandGenerator(), Library, Commands).Load().GetType("Diesis.Shell.Commands.ExportedCommands")!.GetMethod("Ask")!.Invoke(null, null);
        Assert.Equal("pair;pair { left: string, right: int };makePair(left: string, right: int = 7): pair // Makes a `pair` of two. -> x/1;other() //  -> ;", answer);
    }

    [Fact]
    public void RecordsAndNamesAreArgumentsAndCommentsAreHelp()
    {
        const string commands = """
            using Diesis.Shell.Commands;
            [ShellRecord] public class Pair(string left, long right) { public string Left => left; public long Right => right; }
            public static class Some
            {
                /// <summary>Says.</summary>
                /// <param name="pair">what</param>
                /// <param name="name">who: <c>a</c></param>
                /// <example>say(
                /// x)</example>
                [Command] public static string Say(Pair pair, CommandName name) => pair.Left + pair.Right + name.Name;
            }
            """;
        object? answer = GeneratorRun.Of(new ShellCommandGenerator(), Library, commands).Load().GetType("Diesis.Shell.Commands.ExportedCommands")!.GetMethod("Ask")!.Invoke(null, null);
        Assert.Equal("pair;pair { left: string, right: int };say(pair: pair, name: command): string // Says.pair: what\nname: who: `a`say( x) -> l9y;", answer);
    }

    [Theory]
    [InlineData("[ShellRecord] public class Other { public long Number => 1; } public static class More { [Command] public static void F(Other x) { } }", "F")]
    [InlineData("[ShellRecord] public class Other(string number) { public long Number => number.Length; } public static class More { [Command] public static void F(Other x) { } }", "F")]
    public void ARecordThatCannotBeMadeOfItsFieldsIsNoArgument(string declarations, string name)
    {
        var run = GeneratorRun.Of(new ShellCommandGenerator(), Library, $"using Diesis.Shell.Commands; {declarations}");
        Assert.Equal([$"DS851: The shell cannot call or show '{name}': it needs a static method or a type of numbers, texts, times, sizes, records and arrays"], run.Said);
    }

    [Theory]
    [InlineData("[Command] public static void F(object x) { }")]
    [InlineData("[Command] public static void F(int x) { }")]
    [InlineData("[Command] public static void F(ref long x) { }")]
    [InlineData("[Command] public static void F<T>() { }")]
    [InlineData("[Command] public void F() { }")]
    [InlineData("[Command] public static System.Uri F() => null!;")]
    public void WhatTheLanguageHasNothingLikeIsAnError(string method)
    {
        var run = GeneratorRun.Of(new ShellCommandGenerator(), Library, $"using Diesis.Shell.Commands; public class Some {{ {method} }}");
        Assert.Equal(["DS851: The shell cannot call or show 'F': it needs a static method or a type of numbers, texts, times, sizes, records and arrays"], run.Said);
    }
}
