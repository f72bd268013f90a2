using Internal.Runtime.CompilerHelpers;

namespace System.Buffers.Text;

/// <summary>Reads values from the beginning of UTF-8; what stands behind them is left to the caller.</summary>
public static partial class Utf8Parser
{
    /// <summary>"true" or "false", in any case.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> source, out bool value, out int bytesConsumed, char standardFormat = default)
    {
        if (standardFormat is not (default(char) or 'G' or 'l')) ThrowHelpers.ThrowFormatException();
        value = StartsWithIgnoringCase(source, "true"u8);
        bool isFalse = StartsWithIgnoringCase(source, "false"u8);
        bytesConsumed = value ? "true"u8.Length : isFalse ? "false"u8.Length : 0;
        return value || isFalse;
    }

    /// <param name="standardFormat">D (or nothing), N, B or P.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> source, out Guid value, out int bytesConsumed, char standardFormat = default)
    {
        int length = standardFormat switch
        {
            default(char) or 'D' => 36,
            'N' => 32,
            'B' or 'P' => 38,
            _ => 0,
        };
        if (length == 0) ThrowHelpers.ThrowFormatException();
        int kind = standardFormat == default ? 'd' : standardFormat | 0x20;
        value = default;
        bool isParsed = source.Length >= length && GuidText.TryParseStrictly(source.Slice(0, length), kind, out value);
        bytesConsumed = isParsed ? length : 0;
        return isParsed;
    }
}
