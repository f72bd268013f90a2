using System;
using System.Collections.Generic;

namespace Diesis.Servers.Fat;

/// <summary>Names that differ in large and small letters only are the same name: in Latin, Greek and Cyrillic.</summary>
/// <remarks>The Unicode Character Database, UnicodeData.txt, simple upper-case mappings of these blocks.</remarks>
internal sealed class NameFolding : IEqualityComparer<string>
{
    public static readonly NameFolding Comparer = new();

    public bool Equals(string? one, string? other)
    {
        if (one is null || other is null || one.Length != other.Length) return ReferenceEquals(one, other);
        for (int i = 0; i < one.Length; i++) if (one[i] != other[i] && Fold(one[i]) != Fold(other[i])) return false;
        return true;
    }

    public int GetHashCode(string name)
    {
        uint hash = 2166136261;
        foreach (char c in name) hash = (hash ^ Fold(c)) * 16777619;
        return (int)hash;
    }

    private static char Fold(char c) => c switch
    {
        < 'a' => c,
        <= 'z' => (char)(c - 0x20),
        < 'à' => c,
        '÷' => c,
        <= 'þ' => (char)(c - 0x20),
        'ÿ' => 'Ÿ',
        >= 'Ā' and <= 'ķ' or >= 'Ŋ' and <= 'ŷ' when c is not ('ĸ' or 'ı' or 'İ') => (char)(c & ~1),
        >= 'Ĺ' and <= 'ň' or >= 'Ź' and <= 'ž' => (char)(c - 1 | 1),
        >= 'α' and <= 'ω' when c != 'ς' => (char)(c - 0x20),
        >= 'а' and <= 'я' => (char)(c - 0x20),
        >= 'ѐ' and <= 'џ' => (char)(c - 0x50),
        _ => c,
    };
}
