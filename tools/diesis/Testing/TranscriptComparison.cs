using System.Globalization;

namespace Diesis.Tools.Testing;

/// <summary>Compares what the behaviour tests say over two core libraries, line by line.</summary>
internal static class TranscriptComparison
{
    const int MostUnitsApart = 4;

    /// <returns>The first difference in words; null when there is none.</returns>
    public static string? FirstDifference(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        for (int i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            if (expected[i] != actual[i] && !AreAlike(expected[i], actual[i]))
                return $"line {i + 1}\n  .NET: {expected[i]}\n  here: {actual[i]}";
        }
        if (expected.Count == actual.Count) return null;
        return actual.Count < expected.Count
            ? $"ends after {actual.Count} lines of {expected.Count}; .NET goes on with: {expected[actual.Count]}"
            : $"goes on after the {expected.Count} lines of .NET: {actual[expected.Count]}";
    }

    /// <summary>
    /// Whether lines differ only in numbers such as <c>~0x3ff0000000000000</c>, the bits of a rounded result, and
    /// those by four units in the last place at most: so far off is the cube root of the C library under .NET.
    /// </summary>
    static bool AreAlike(string expected, string actual)
    {
        var left = expected.Split(' ');
        var right = actual.Split(' ');
        return left.Length == right.Length
            && left.Zip(right).All(pair => pair.First == pair.Second || AreNear(pair.First, pair.Second));
    }

    static bool AreNear(string expected, string actual)
        => TryReadRounded(expected, out Int128 left) && TryReadRounded(actual, out Int128 right)
            && Int128.Abs(left - right) <= MostUnitsApart;

    /// <summary>Bits of floating point: those of neighbours differ by one, but across zero.</summary>
    static bool TryReadRounded(string word, out Int128 bits)
    {
        const string start = "~0x";
        bits = 0;
        return word.StartsWith(start, StringComparison.Ordinal)
            && Int128.TryParse(word.AsSpan(start.Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out bits);
    }
}
