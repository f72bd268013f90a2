namespace System;

/// <summary>What text is made of: a byte of UTF-8 or a unit of UTF-16. Both write ASCII as itself.</summary>
internal interface ITextUnit<TSelf> where TSelf : unmanaged, ITextUnit<TSelf>
{
    static abstract TSelf FromAscii(uint character);
    static abstract uint ToUInt32(TSelf unit);

    /// <returns>False, with nothing counted as written, when the destination is too short.</returns>
    static abstract bool TryEncode(ReadOnlySpan<byte> utf8, Span<TSelf> destination, out int written);

    /// <returns>The text without white space at its ends.</returns>
    static abstract ReadOnlySpan<TSelf> Trim(ReadOnlySpan<TSelf> text);
}
