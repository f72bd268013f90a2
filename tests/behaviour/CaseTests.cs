using System;

namespace Diesis.Tests.Behaviour;

/// <summary>Text compared with and without the case of its letters.</summary>
internal static class CaseTests
{
    public static void Run(ref Transcript transcript)
    {
        ReadOnlySpan<string?> texts = [null, "", "a", "A", "b", "B", "[", "_", "ab", "AB", "Ab[z]", "aB[Z]", "é", "abc", "cab", "É"];
        foreach (string? left in texts)
            foreach (string? right in texts)
            {
                // Letters outside ASCII have but one case here.
                if (left is "é" or "É" && right is "é" or "É" && left != right) continue;
                foreach (var how in (ReadOnlySpan<StringComparison>)[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
                    Compared(ref transcript, left, right, how);
            }
    }

    private static void Compared(ref Transcript transcript, string? left, string? right, StringComparison how)
    {
        transcript.Case("compare").Of(left).Of(right).Of((long)how);
        transcript.Gives(string.Equals(left, right, how)).Gives(Math.Sign(string.Compare(left, right, how)));
        if (left == null || right == null) return;
        transcript.Gives(Math.Sign(left.CompareTo(right))).Gives(left.Equals(right, how)).Gives(left.StartsWith(right, how)).Gives(left.EndsWith(right, how)).Gives(left.Contains(right, how))
            .Gives(left.IndexOf(right, how));
    }
}
