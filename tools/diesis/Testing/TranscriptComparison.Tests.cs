namespace Diesis.Tools.Testing;

public sealed class TranscriptComparisonTests
{
    [Fact]
    public void ADifferenceIsToldWithBothSides()
    {
        Assert.Null(TranscriptComparison.FirstDifference(["a", "b"], ["a", "b"]));
        Assert.Equal("line 2\n  .NET: b\n  here: c", TranscriptComparison.FirstDifference(["a", "b"], ["a", "c"]));
        Assert.StartsWith("ends after 1 lines of 2", TranscriptComparison.FirstDifference(["a", "b"], ["a"]));
        Assert.StartsWith("goes on after the 1 lines", TranscriptComparison.FirstDifference(["a"], ["a", "b"]));
    }

    [Theory]
    [InlineData("~0x3ff0000000000000", "~0x3feffffffffffffc", true)]
    [InlineData("~0x3ff0000000000000", "~0x3feffffffffffffb", false)]
    [InlineData("0x3ff0000000000000", "0x3fefffffffffffff", false)]
    [InlineData("~0x0", "~0x8000000000000000", false)]
    [InlineData("~NaN", "~0x1", false)]
    public void RoundedNumbersMayDifferByFourUnitsInTheLastPlace(string expected, string actual, bool areAlike)
    {
        var difference = TranscriptComparison.FirstDifference([$"a -> {expected} 5"], [$"a -> {actual} 5"]);
        Assert.Equal(areAlike, difference is null);
    }
}
