using System;

namespace Diesis.Tests.Framework;

/// <summary>Compares text by itself: the core library's comparison is among the things under test.</summary>
internal static class SameText
{
    public static bool Is(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length) return false;
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i]) return false;
        }
        return true;
    }

    public static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part)
    {
        for (int at = 0; at + part.Length <= text.Length; at++)
        {
            if (Is(text.Slice(at, part.Length), part)) return true;
        }
        return false;
    }

    public static bool Is(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length != right.Length) return false;
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i]) return false;
        }
        return true;
    }
}
