using Diesis.Shell.Machine;
using Diesis.Shell.Sessions;
using Diesis.Shell.Types;

namespace Diesis.Shell.Presentation;

public sealed class TableTests
{
    private static readonly RecordField[] Fields = [new("name", PrimitiveType.Text), new("size", PrimitiveType.Size), new("note", PrimitiveType.Text)];

    private static string Show(int columns, params (string Name, long Size, string Note)[] rows)
    {
        Value[] values = [.. rows.Select(row => Value.FromObject(new RecordValue([Value.FromText(row.Name), Value.FromBits(row.Size), Value.FromText(row.Note)])))];
        TextOutput output = new(columns);
        ShellMachine context = new(new ShellSession(new CommandTable(), output), output);
        Table table = new(Fields);
        table.Measure(values, context);
        table.Write(values, context, output);
        return output.Text;
    }

    [Fact]
    public void NumbersStandRightAndTextsLeft()
        => Assert.Equal("name   size  note\na     1 KiB  x\nlong    5 B  yy\n", Show(80, ("a", 1024, "x"), ("long", 5, "yy")));

    [Fact]
    public void WideCharactersTakeTwoCells()
        => Assert.Equal("name    size  note\n日本語   1 B  x\nabc      2 B  y\n", Show(80, ("日本語", 1, "x"), ("abc", 2, "y")));

    [Fact]
    public void WhatDoesNotFitIsCutWhereItIsWidest()
    {
        string output = Show(24, ("short", 1, "a note that is much too long"), ("another", 2, "b"));
        Assert.Equal("name     size  note\nshort     1 B  a note t…\nanother   2 B  b\n", output);
        Assert.All(output.Split('\n'), line => Assert.True(TextWidth.Of(line) <= 24));
    }

    [Fact]
    public void ATerminalOfNoWidthStillShowsSomething() => Assert.Contains("anot", Show(1, ("another name", 2, "b")), StringComparison.Ordinal);

    [Fact]
    public void ControlCharactersOfCellsAreReplaced() => Assert.Contains("a\ufffd[Hb", Show(80, ("a\e[Hb", 1, "x")), StringComparison.Ordinal);
}
