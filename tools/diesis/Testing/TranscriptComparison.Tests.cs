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
}
