using System;

namespace Diesis.Shell.Syntax;

/// <summary>What somebody typed, or a script: what places in problems refer to.</summary>
public sealed class SourceText(string name, string text)
{
    /// <summary>Nothing longer is read: whoever needs more has more than one script.</summary>
    public const int MostCharacters = 256 * 1024;

    /// <summary>Of the script; empty for a line that was typed.</summary>
    public string Name { get; } = name;
    public string Text { get; } = text;

    /// <summary>The line that a place is in, counted from 1, and where it begins and ends.</summary>
    public TextSpan LineAt(int place, out int number)
    {
        place = Math.Clamp(place, 0, Text.Length);
        int start = 0;
        number = 1;
        for (int at = 0; at < place; at++)
        {
            if (Text[at] != '\n') continue;
            start = at + 1;
            number++;
        }
        int end = Text.AsSpan(start).IndexOf('\n');
        return new(start, end < 0 ? Text.Length : start + end);
    }
}
