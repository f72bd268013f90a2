using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Internal.Runtime.CompilerHelpers;

namespace System.Text;

/// <summary>
/// How text is written as bytes. What cannot be written or read becomes a question mark, in the encodings of Unicode the replacement character.
/// </summary>
/// <remarks>One encoding knows how to write and to read one rune; runs of ASCII, where they are bytes, go faster.</remarks>
public abstract class Encoding
{
    public static Encoding UTF8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
    public static Encoding Default { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    public static Encoding ASCII { get; } = new ASCIIEncoding();
    public static Encoding Latin1 { get; } = new Latin1Encoding();
    public static Encoding Unicode { get; } = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
    public static Encoding BigEndianUnicode { get; } = new UnicodeEncoding(bigEndian: true, byteOrderMark: true);
    public static Encoding UTF32 { get; } = new UTF32Encoding(bigEndian: false, byteOrderMark: true);

    /// <summary>Its name, as the Internet writes it.</summary>
    public abstract string WebName { get; }

    public abstract int CodePage { get; }

    public abstract string EncodingName { get; }

    public virtual bool IsSingleByte => false;

    /// <summary>What a file in this encoding may begin with.</summary>
    public virtual ReadOnlySpan<byte> Preamble => default;

    public virtual byte[] GetPreamble() => Preamble.ToArray();

    /// <summary>The most bytes that one unit of UTF-16 becomes, one in front of the first included.</summary>
    public abstract int GetMaxByteCount(int charCount);

    public abstract int GetMaxCharCount(int byteCount);

    // What an encoding is.

    /// <summary>Are the bytes of ASCII those characters, each in one byte?</summary>
    internal virtual bool HasAsciiBytes => false;

    /// <summary>Writes one rune.</summary>
    /// <param name="isWhole">False for half of a pair, in whose place the replacement character stands.</param>
    /// <param name="into">Room for <see cref="LongestRune"/> bytes.</param>
    /// <returns>How many bytes it takes.</returns>
    internal abstract int EncodeRune(Rune rune, bool isWhole, Span<byte> into);

    /// <summary>Reads the first rune, or says how long the error is.</summary>
    /// <returns><see cref="OperationStatus.NeedMoreData"/> when it is cut off.</returns>
    internal abstract OperationStatus DecodeRune(ReadOnlySpan<byte> bytes, out Rune rune, out int length);

    private const int LongestRune = 4;

    // To bytes.

    public int GetByteCount(string s) => GetByteCount(s.AsSpan());
    public int GetByteCount(char[] chars) => GetByteCount(new ReadOnlySpan<char>(chars));
    public int GetByteCount(char[] chars, int index, int count) => GetByteCount(chars.AsSpan(index, count));

    public virtual int GetByteCount(ReadOnlySpan<char> chars)
    {
        Span<byte> one = stackalloc byte[LongestRune];
        int count = 0;
        while (!chars.IsEmpty)
        {
            if (HasAsciiBytes && chars[0] < 0x80)
            {
                int run = AsciiRuns.Count(chars);
                count += run;
                chars = chars.Slice(run);
                continue;
            }
            bool isWhole = Rune.DecodeFromUtf16(chars, out Rune rune, out int units) == OperationStatus.Done;
            count += EncodeRune(rune, isWhole, one);
            chars = chars.Slice(units);
        }
        return count;
    }

    public byte[] GetBytes(string s)
    {
        if (s == null) ThrowHelpers.ThrowArgumentNullException();
        return BytesOf(s.AsSpan());
    }

    public byte[] GetBytes(char[] chars) => BytesOf(new ReadOnlySpan<char>(chars));
    public byte[] GetBytes(char[] chars, int index, int count) => BytesOf(chars.AsSpan(index, count));
    public byte[] GetBytes(string s, int index, int count) => BytesOf(s.AsSpan(index, count));

    private byte[] BytesOf(ReadOnlySpan<char> chars)
    {
        var bytes = new byte[GetByteCount(chars)];
        _ = GetBytes(chars, bytes);
        return bytes;
    }

    public int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
        => GetBytes(chars.AsSpan(charIndex, charCount), bytes.AsSpan(byteIndex));

    public int GetBytes(string s, int charIndex, int charCount, byte[] bytes, int byteIndex)
        => GetBytes(s.AsSpan(charIndex, charCount), bytes.AsSpan(byteIndex));

    /// <returns>How many bytes were written; all of them have to have room.</returns>
    public int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        if (!TryGetBytes(chars, bytes, out int written)) ThrowHelpers.ThrowDestinationTooShort();
        return written;
    }

    /// <returns>False when there is too little room.</returns>
    public virtual bool TryGetBytes(ReadOnlySpan<char> chars, Span<byte> bytes, out int bytesWritten)
    {
        Span<byte> one = stackalloc byte[LongestRune];
        bytesWritten = 0;
        int at = 0;
        while (!chars.IsEmpty)
        {
            if (HasAsciiBytes && chars[0] < 0x80)
            {
                int run = AsciiRuns.Count(chars);
                if (run > bytes.Length - at) return false;
                AsciiRuns.Narrow(chars.Slice(0, run), bytes.Slice(at));
                at += run;
                chars = chars.Slice(run);
                continue;
            }
            bool isWhole = Rune.DecodeFromUtf16(chars, out Rune rune, out int units) == OperationStatus.Done;
            int length = EncodeRune(rune, isWhole, one);
            if (!one.Slice(0, length).TryCopyTo(bytes.Slice(at))) return false;
            at += length;
            chars = chars.Slice(units);
        }
        bytesWritten = at;
        return true;
    }

    // From bytes.

    public int GetCharCount(byte[] bytes) => GetCharCount(new ReadOnlySpan<byte>(bytes));
    public int GetCharCount(byte[] bytes, int index, int count) => GetCharCount(bytes.AsSpan(index, count));

    public virtual int GetCharCount(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        while (!bytes.IsEmpty)
        {
            if (HasAsciiBytes && bytes[0] < 0x80)
            {
                int run = AsciiRuns.Count(bytes);
                count += run;
                bytes = bytes.Slice(run);
                continue;
            }
            _ = DecodeRune(bytes, out Rune rune, out int length);
            count += rune.Utf16SequenceLength;
            bytes = bytes.Slice(length);
        }
        return count;
    }

    public char[] GetChars(byte[] bytes) => GetChars(bytes, 0, bytes.Length);

    public char[] GetChars(byte[] bytes, int index, int count)
    {
        var chars = new char[GetCharCount(bytes, index, count)];
        _ = GetChars(bytes.AsSpan(index, count), chars);
        return chars;
    }

    public int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
        => GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (!TryGetChars(bytes, chars, out int written)) ThrowHelpers.ThrowDestinationTooShort();
        return written;
    }

    /// <returns>False when there is too little room.</returns>
    public virtual bool TryGetChars(ReadOnlySpan<byte> bytes, Span<char> chars, out int charsWritten)
    {
        bool fits = Decode(bytes, chars, isEnd: true, out int read, out int written);
        charsWritten = fits ? written : 0;
        return fits && read == bytes.Length;
    }

    public string GetString(byte[] bytes) => GetString(new ReadOnlySpan<byte>(bytes));
    public string GetString(byte[] bytes, int index, int count) => GetString(bytes.AsSpan(index, count));

    public virtual string GetString(ReadOnlySpan<byte> bytes)
    {
        if (HasAsciiBytes && AsciiRuns.Count(bytes) == bytes.Length) return string.Create(bytes.Length, bytes, static (chars, bytes) => AsciiRuns.Widen(bytes, chars));
        Span<char> chars = new char[GetCharCount(bytes)];
        _ = GetChars(bytes, chars);
        return new string(chars);
    }

    /// <summary>Reads as much as there is room for.</summary>
    /// <param name="isEnd">Nothing follows, so what is cut off at the end is an error; else it is left.</param>
    /// <returns>False when room was wanting.</returns>
    internal bool Decode(ReadOnlySpan<byte> bytes, Span<char> chars, bool isEnd, out int read, out int written)
    {
        read = written = 0;
        while (read < bytes.Length)
        {
            if (HasAsciiBytes && bytes[read] < 0x80)
            {
                int run = Math.Min(AsciiRuns.Count(bytes.Slice(read)), chars.Length - written);
                if (run == 0) return false;
                AsciiRuns.Widen(bytes.Slice(read, run), chars.Slice(written));
                read += run;
                written += run;
                continue;
            }
            var status = DecodeRune(bytes.Slice(read), out Rune rune, out int length);
            if (status == OperationStatus.NeedMoreData && !isEnd) return true;
            if (!rune.TryEncodeToUtf16(chars.Slice(written), out int units)) return false;
            read += length;
            written += units;
        }
        return true;
    }

    // One to another.

    public static byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes) => dstEncoding.GetBytes(srcEncoding.GetChars(bytes));

    /// <summary>Encodings by their names; there are those above and no others.</summary>
    /// <returns>False for a name that .NET would throw for, or that it alone knows.</returns>
    internal static bool TryGetEncoding(string name, [NotNullWhen(true)] out Encoding? encoding)
    {
        encoding = name.ToLowerInvariant() switch
        {
            "utf-8" or "utf8" => UTF8,
            "us-ascii" or "ascii" => ASCII,
            "iso-8859-1" or "latin1" => Latin1,
            "utf-16" or "utf-16le" or "unicode" => Unicode,
            "utf-16be" => BigEndianUnicode,
            "utf-32" or "utf-32le" => UTF32,
            _ => null,
        };
        return encoding != null;
    }

    public static Encoding GetEncoding(string name)
    {
        if (!TryGetEncoding(name, out var encoding)) ThrowHelpers.ThrowArgumentException();
        return encoding;
    }
}
