using System.Buffers;
using System.Buffers.Binary;

namespace System.Text;

/// <summary>UTF-16.</summary>
public class UnicodeEncoding(bool bigEndian, bool byteOrderMark) : Encoding
{
    public const int CharSize = 2;

    public UnicodeEncoding() : this(false, true) { }

    public override string WebName => bigEndian ? "utf-16BE" : "utf-16";
    public override string EncodingName => bigEndian ? "Unicode (Big-Endian)" : "Unicode";
    public override int CodePage => bigEndian ? 1201 : 1200;

    public override ReadOnlySpan<byte> Preamble => !byteOrderMark ? default : bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE];

    public override int GetMaxByteCount(int charCount) => checked((charCount + 1) * CharSize);
    public override int GetMaxCharCount(int byteCount) => (byteCount >> 1) + (byteCount & 1) + 1;

    internal override int EncodeRune(Rune rune, bool isWhole, Span<byte> into)
    {
        Span<char> units = stackalloc char[2];
        int count = rune.EncodeToUtf16(units);
        for (int i = 0; i < count; i++)
        {
            if (bigEndian) BinaryPrimitives.WriteUInt16BigEndian(into.Slice(i * CharSize), units[i]);
            else BinaryPrimitives.WriteUInt16LittleEndian(into.Slice(i * CharSize), units[i]);
        }
        return count * CharSize;
    }

    internal override OperationStatus DecodeRune(ReadOnlySpan<byte> bytes, out Rune rune, out int length)
    {
        rune = Rune.ReplacementChar;
        length = bytes.Length;
        if (bytes.Length < CharSize) return OperationStatus.NeedMoreData;
        char first = UnitAt(bytes);
        length = CharSize;
        if (Rune.TryCreate(first, out Rune single))
        {
            rune = single;
            return OperationStatus.Done;
        }
        if (char.IsLowSurrogate(first)) return OperationStatus.InvalidData;
        if (bytes.Length < 2 * CharSize)
        {
            length = bytes.Length;
            return OperationStatus.NeedMoreData;
        }
        if (!Rune.TryCreate(first, UnitAt(bytes.Slice(CharSize)), out Rune pair)) return OperationStatus.InvalidData;
        rune = pair;
        length = 2 * CharSize;
        return OperationStatus.Done;
    }

    private char UnitAt(ReadOnlySpan<byte> bytes)
        => (char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes));
}

public sealed class UTF32Encoding(bool bigEndian, bool byteOrderMark) : Encoding
{
    private const int UnitSize = 4;

    public UTF32Encoding() : this(false, true) { }

    public override string WebName => bigEndian ? "utf-32BE" : "utf-32";
    public override string EncodingName => bigEndian ? "Unicode (UTF-32 Big-Endian)" : "Unicode (UTF-32)";
    public override int CodePage => bigEndian ? 12001 : 12000;

    public override ReadOnlySpan<byte> Preamble => !byteOrderMark ? default : bigEndian ? [0, 0, 0xFE, 0xFF] : [0xFF, 0xFE, 0, 0];

    public override int GetMaxByteCount(int charCount) => checked((charCount + 1) * UnitSize);
    public override int GetMaxCharCount(int byteCount) => byteCount / 2 + 2;

    internal override int EncodeRune(Rune rune, bool isWhole, Span<byte> into)
    {
        if (bigEndian) BinaryPrimitives.WriteInt32BigEndian(into, rune.Value);
        else BinaryPrimitives.WriteInt32LittleEndian(into, rune.Value);
        return UnitSize;
    }

    internal override OperationStatus DecodeRune(ReadOnlySpan<byte> bytes, out Rune rune, out int length)
    {
        rune = Rune.ReplacementChar;
        length = Math.Min(bytes.Length, UnitSize);
        if (bytes.Length < UnitSize) return OperationStatus.NeedMoreData;
        uint value = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (!Rune.TryCreate(value, out Rune read)) return OperationStatus.InvalidData;
        rune = read;
        return OperationStatus.Done;
    }
}
