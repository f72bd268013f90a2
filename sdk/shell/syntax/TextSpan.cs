using System;

namespace Diesis.Shell.Syntax;

/// <summary>A part of a source text: from one character up to, and without, another.</summary>
public readonly struct TextSpan(int start, int end)
{
    public int Start { get; } = start;
    public int End { get; } = Math.Max(start, end);
    public int Length => End - Start;

    /// <summary>From where this one begins to where the other ends.</summary>
    public TextSpan Through(TextSpan other) => new(Start, Math.Max(End, other.End));
}
