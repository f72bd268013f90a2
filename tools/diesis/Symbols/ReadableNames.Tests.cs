namespace Diesis.Tools.Symbols;

/// <summary>The names of this assembly, as the AOT compiler would write them.</summary>
public sealed class ReadableNamesTests
{
    static readonly ReadableNames Names = new(typeof(ReadableNamesTests).Assembly.Location);

    const string Here = "Host_Tests_Diesis_Tools_Symbols_ReadableNamesTests";
    const string Readable = "Diesis.Tools.Symbols.ReadableNamesTests";

    interface ITicking { int Tick(); }

    sealed class Clock<TUnit> : ITicking
    {
        public int Count { get; set; }
        int ITicking.Tick() => ++Count;

        public static int Twice(int value)
        {
            return Double();
            int Double() => value * 2;
        }
    }

    static class Under_Score
    {
        public static void Do_It() { }
    }

    [Theory]
    [InlineData(Here + "__AFunctionIsFoundInItsType", Readable + ".", "AFunctionIsFoundInItsType")]
    [InlineData(Here + "__AFunctionIsFoundInItsType_1", Readable + ".", "AFunctionIsFoundInItsType")]
    [InlineData(Here + "_Clock_1<Int32>__get_Count", Readable + ".Clock.", "Count.get")]
    [InlineData(Here + "_Clock_1<Int32>__set_Count", Readable + ".Clock.", "Count.set")]
    [InlineData(Here + "_Clock_1<Int32>___ctor", Readable + ".Clock.", "(constructor)")]
    [InlineData(Here + "_Clock_1<Int32>__Twice<Byte>", Readable + ".Clock.", "Twice")]
    [InlineData(Here + "_Clock_1<Int32>___Twice_g__Double_5_0", Readable + ".Clock.", "Double")]
    [InlineData(Here + "_Under_Score__Do_It", Readable + ".Under_Score.", "Do_It")]
    public void AFunctionIsFoundInItsType(string symbol, string type, string function) =>
        Assert.Equal((type, function), Names.Of(symbol));

    [Fact]
    public void AnExplicitImplementationIsCalledByItsOwnName()
    {
        var symbol = Here + "_Clock_1<Int32>__Diesis_Tools_Symbols_ReadableNamesTests_ITicking_Tick";
        Assert.Equal((Readable + ".Clock.", "Tick"), Names.Of(symbol));
    }

    [Theory]
    [InlineData("memmove")]
    [InlineData("Host_Tests_Diesis_Nowhere__Do")]
    [InlineData(Here + "__ThereIsNoSuchFunction")]
    [InlineData("__")]
    [InlineData("")]
    public void WhatIsNotOfTheAssemblyStaysAsItIs(string symbol) => Assert.Equal(("", symbol), Names.Of(symbol));

    [Theory]
    [InlineData(Here, Readable)]
    [InlineData(Here + "_Clock_1<Int32>", Readable + ".Clock")]
    [InlineData(Here + "_Clock_1<Host_Tests_Diesis_Tools_Symbols_ReadableNamesTests>", Readable + ".Clock")]
    [InlineData("Elsewhere_Type", "Elsewhere_Type")]
    public void ATypeIsFoundByItsName(string mangled, string type) => Assert.Equal(type, Names.OfType(mangled));
}
