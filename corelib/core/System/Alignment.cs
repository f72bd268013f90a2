namespace System;

/// <summary>The <c>,8</c> and <c>,-8</c> of interpolated strings.</summary>
internal static class Alignment
{
    /// <summary>Fills what was written since a position up to a width, on the left, or on the right for a negative
    /// one.</summary>
    /// <returns>False when the destination is too short.</returns>
    internal static bool Apply<TUnit>(Span<TUnit> destination, int start, ref int end, int alignment, TUnit blank)
    {
        int length = end - start;
        long padding = Math.Abs((long)alignment) - length;
        if (padding <= 0) return true;
        if (padding > destination.Length - end) return false;

        var field = destination.Slice(start, length + (int)padding);
        if (alignment < 0)
        {
            field.Slice(length).Fill(blank);
        }
        else
        {
            field.Slice(0, length).CopyTo(field.Slice((int)padding));
            field.Slice(0, (int)padding).Fill(blank);
        }
        end += (int)padding;
        return true;
    }
}
