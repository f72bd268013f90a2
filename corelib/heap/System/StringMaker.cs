namespace System;

/// <summary>Strings of what can write itself into a buffer.</summary>
internal static class StringMaker
{
    private const int FirstLength = 128;

    public static string From<T>(T value, string? format) where T : ISpanFormattable
    {
        Span<char> buffer = stackalloc char[FirstLength];
        int written;
        while (!value.TryFormat(buffer, out written, format, null)) buffer = new char[buffer.Length * 2];
        return string.From(buffer.Slice(0, written));
    }

    public static string FromUtf8(ReadOnlySpan<byte> text)
    {
        // No text is longer in UTF-16 than in UTF-8.
        Span<char> buffer = text.Length <= FirstLength ? stackalloc char[FirstLength] : new char[text.Length];
        _ = Text.Unicode.Utf8.ToUtf16(text, buffer, out _, out int written);
        return string.From(buffer.Slice(0, written));
    }
}
