using System;

namespace Diesis.Shell.Commands.General;

/// <summary>Patterns of names: <c>*</c> stands for any characters, <c>?</c> for one.</summary>
public static class NamePattern
{
    public static bool IsPattern(ReadOnlySpan<char> text) => text.Contains('*') || text.Contains('?');

    /// <summary>The last star alone is tried again, behind one more character each time: what an earlier one could have taken, it can.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int p = 0, n = 0, star = -1, taken = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                taken = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++taken;
            }
            else return false;
        }
        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
