using System.Buffers;

namespace System.Text;

/// <summary>Encodings in which a character is a byte, as far as it is one of the first.</summary>
public abstract class SingleByteEncoding : Encoding
{
    private protected SingleByteEncoding() { }

    public override bool IsSingleByte => true;

    public override int GetMaxByteCount(int charCount) => checked(charCount + 1);
    public override int GetMaxCharCount(int byteCount) => byteCount;

    /// <summary>One past the last character that has a byte.</summary>
    private protected abstract uint End { get; }

    internal override bool HasAsciiBytes => true;

    internal override int EncodeRune(Rune rune, bool isWhole, Span<byte> into)
    {
        into[0] = isWhole && (uint)rune.Value < End ? (byte)rune.Value : (byte)'?';
        // A question mark for each half.
        into[1] = (byte)'?';
        return isWhole ? rune.Utf16SequenceLength : 1;
    }

    internal override OperationStatus DecodeRune(ReadOnlySpan<byte> bytes, out Rune rune, out int length)
    {
        length = 1;
        bool isKnown = bytes[0] < End;
        rune = isKnown ? new Rune((uint)bytes[0]) : new Rune('?');
        return isKnown ? OperationStatus.Done : OperationStatus.InvalidData;
    }
}

public class ASCIIEncoding : SingleByteEncoding
{
    public override string WebName => "us-ascii";
    public override string EncodingName => "US-ASCII";
    public override int CodePage => 20127;
    private protected override uint End => 0x80;
}

internal sealed class Latin1Encoding : SingleByteEncoding
{
    public override string WebName => "iso-8859-1";
    public override string EncodingName => "Western European (ISO)";
    public override int CodePage => 28591;
    private protected override uint End => 0x100;
}
