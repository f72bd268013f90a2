using System.Buffers;

namespace System.Text;

public class UTF8Encoding(bool encoderShouldEmitUTF8Identifier) : Encoding
{
    public UTF8Encoding() : this(false) { }

    public override string WebName => "utf-8";
    public override string EncodingName => "Unicode (UTF-8)";
    public override int CodePage => 65001;

    public override ReadOnlySpan<byte> Preamble => encoderShouldEmitUTF8Identifier ? [0xEF, 0xBB, 0xBF] : default;

    // Half of a pair from before may become a replacement character.
    public override int GetMaxByteCount(int charCount) => checked((charCount + 1) * 3);

    public override int GetMaxCharCount(int byteCount) => checked(byteCount + 1);

    internal override bool HasAsciiBytes => true;

    internal override int EncodeRune(Rune rune, bool isWhole, Span<byte> into) => rune.EncodeToUtf8(into);

    internal override OperationStatus DecodeRune(ReadOnlySpan<byte> bytes, out Rune rune, out int length) => Rune.DecodeFromUtf8(bytes, out rune, out length);
}
