using System.Text;
using Diesis.Tests;
using Diesis.Tools.Symbols;

namespace Diesis.Abi.Symbols;

public sealed class SymbolTableTests
{
    private const ulong Base = 0x1000;

    private static readonly CodeFunction[] Functions =
    [
        new(Base, 0x20, "first", IsFrameless: false),
        new(Base + 0x20, 0x10, "leaf", IsFrameless: true),
        new(Base + 0x100, 0x300, "last", IsFrameless: false),
    ];

    private static readonly CodeLine[] Lines =
    [
        new(Base, "kernel/A.cs", 10),
        new(Base + 4, "kernel/A.cs", 12),
        new(Base + 8, "kernel/B.cs", 3),
        new(Base + 12, "kernel/A.cs", 11),
        new(Base + 0x100, "kernel/C.cs", 100_000),
        new(Base + 0x300, "kernel/C.cs", 7),
    ];

    private static byte[] Table => SymbolTableWriter.Write(Base, Functions, Lines,
        symbol => symbol == "leaf" ? ("", "Leaf") : ("Diesis.Some.Type.", symbol));

    [Theory]
    [InlineData(0x00, "Diesis.Some.Type.first", "kernel/A.cs", 10)]
    [InlineData(0x03, "Diesis.Some.Type.first", "kernel/A.cs", 10)]
    [InlineData(0x04, "Diesis.Some.Type.first", "kernel/A.cs", 12)]
    [InlineData(0x08, "Diesis.Some.Type.first", "kernel/B.cs", 3)]
    [InlineData(0x1f, "Diesis.Some.Type.first", "kernel/A.cs", 11)]
    [InlineData(0x20, "Leaf", "", 0)]
    [InlineData(0x100, "Diesis.Some.Type.last", "kernel/C.cs", 100_000)]
    [InlineData(0x3ff, "Diesis.Some.Type.last", "kernel/C.cs", 7)]
    public void APlaceHasItsFunctionFileAndLine(uint place, string name, string file, uint line)
    {
        Assert.True(SymbolTable.TryFind(Table, place, out var symbol));
        Assert.Equal(name, Encoding.UTF8.GetString(symbol.Type) + Encoding.UTF8.GetString(symbol.Function));
        Assert.Equal(file, Encoding.UTF8.GetString(symbol.File));
        Assert.Equal(line, symbol.Line);
        Assert.Equal(name == "Leaf", symbol.IsFrameless);
    }

    [Theory]
    [InlineData(0x30)]
    [InlineData(0xff)]
    [InlineData(0x400)]
    [InlineData(uint.MaxValue)]
    public void APlaceOutsideEveryFunctionHasNone(uint place) => Assert.False(SymbolTable.TryFind(Table, place, out _));

    [Fact]
    public void ADamagedTableGivesNoFault()
    {
        var random = new Random(1);
        for (int round = 0; round < 20_000; round++)
        {
            var table = Table;
            for (int i = 0; i < 4; i++) table[random.Next(table.Length)] = (byte)random.Next(256);
            _ = SymbolTable.TryFind(table.AsSpan(0, random.Next(table.Length + 1)), (uint)random.Next(0x500), out _);
        }
    }
}
