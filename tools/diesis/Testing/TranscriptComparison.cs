namespace Diesis.Tools.Testing;

/// <summary>Compares what the behaviour tests say over two core libraries, line by line.</summary>
internal static class TranscriptComparison
{
    /// <returns>The first difference in words; null when there is none.</returns>
    public static string? FirstDifference(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        for (int i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            if (expected[i] != actual[i]) return $"line {i + 1}\n  .NET: {expected[i]}\n  here: {actual[i]}";
        }
        if (expected.Count == actual.Count) return null;
        return actual.Count < expected.Count
            ? $"ends after {actual.Count} lines of {expected.Count}; .NET goes on with: {expected[actual.Count]}"
            : $"goes on after the {expected.Count} lines of .NET: {actual[expected.Count]}";
    }
}
