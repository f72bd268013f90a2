using System;

namespace Diesis.Servers.Permissions;

/// <summary>Names of programs as strings: they are of ASCII alone, and what else comes names no program.</summary>
internal static class ProgramName
{
    public static string Of(ReadOnlySpan<byte> text)
    {
        Span<char> letters = stackalloc char[Math.Min(text.Length, PermissionBook.MostNameBytes)];
        for (int i = 0; i < letters.Length; i++) letters[i] = (char)text[i];
        return new string(letters);
    }
}
