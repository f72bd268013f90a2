using System;

namespace Diesis.Shell.Types;

/// <summary>Finds what somebody may have meant who wrote a name that nobody knows.</summary>
public struct SimilarNames(string written)
{
    private string _best = "";
    private int _distance = Math.Max(1, written.Length / 3) + 1;

    /// <summary>For the end of a message: empty if no name is near.</summary>
    public readonly string Question => _best == "" ? "" : $"; did you mean '{_best}'?";

    public void Consider(string name)
    {
        if (Math.Abs(name.Length - written.Length) >= _distance || name.Length > 64 || written.Length > 64) return;
        int distance = Distance(name, written);
        if (distance >= _distance) return;
        _distance = distance;
        _best = name;
    }

    /// <summary>How many characters have to be put in, left out, changed or swapped with their neighbour (optimal string alignment); case counts nothing.</summary>
    private static int Distance(string left, string right)
    {
        Span<int> rows = stackalloc int[3 * 65];
        int width = right.Length + 1;
        Span<int> before = rows.Slice(0, width), above = rows.Slice(65, width), row = rows.Slice(130, width);
        for (int j = 0; j < width; j++) above[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j < width; j++)
            {
                int change = IsSame(left[i - 1], right[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
                bool isSwapped = i > 1 && j > 1 && IsSame(left[i - 1], right[j - 2]) && IsSame(left[i - 2], right[j - 1]);
                if (isSwapped) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            Span<int> free = before;
            before = above;
            above = row;
            row = free;
        }
        return above[width - 1];
    }

    private static bool IsSame(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
