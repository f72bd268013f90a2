using System.Buffers;
using System.Runtime.CompilerServices;

namespace System.Text.Unicode;

/// <summary>UTF-8: checked, converted, and written from interpolated strings.</summary>
public static partial class Utf8
{
    private const ulong NonAsciiBytes = 0x8080_8080_8080_8080;

    public static bool IsValid(ReadOnlySpan<byte> value)
    {
        while (true)
        {
            value = value.Slice(CountAscii(value));
            if (value.IsEmpty) return true;
            if (Rune.DecodeFromUtf8(value, out _, out int consumed) != OperationStatus.Done) return false;
            value = value.Slice(consumed);
        }
    }

    /// <param name="replaceInvalidSequences">Whether an error becomes U+FFFD, or ends the conversion.</param>
    /// <param name="isFinalBlock">Whether half a pair at the end is an error, or waits for more.</param>
    public static OperationStatus FromUtf16(
        ReadOnlySpan<char> source, Span<byte> destination, out int charsRead, out int bytesWritten,
        bool replaceInvalidSequences = true, bool isFinalBlock = true)
    {
        charsRead = bytesWritten = 0;
        while (charsRead < source.Length)
        {
            char first = source[charsRead];
            if (first < 0x80)
            {
                if (bytesWritten == destination.Length) return OperationStatus.DestinationTooSmall;
                destination[bytesWritten++] = (byte)first;
                charsRead++;
                continue;
            }
            var status = Rune.DecodeFromUtf16(source.Slice(charsRead), out var rune, out int consumed);
            if (status == OperationStatus.NeedMoreData && !isFinalBlock) return status;
            if (status != OperationStatus.Done && !replaceInvalidSequences) return OperationStatus.InvalidData;
            if (!rune.TryEncodeToUtf8(destination.Slice(bytesWritten), out int written))
                return OperationStatus.DestinationTooSmall;
            charsRead += consumed;
            bytesWritten += written;
        }
        return OperationStatus.Done;
    }

    /// <param name="replaceInvalidSequences">Whether an error becomes U+FFFD, or ends the conversion.</param>
    /// <param name="isFinalBlock">Whether half a sequence at the end is an error, or waits for more.</param>
    public static OperationStatus ToUtf16(
        ReadOnlySpan<byte> source, Span<char> destination, out int bytesRead, out int charsWritten,
        bool replaceInvalidSequences = true, bool isFinalBlock = true)
    {
        bytesRead = charsWritten = 0;
        while (bytesRead < source.Length)
        {
            byte first = source[bytesRead];
            if (first < 0x80)
            {
                if (charsWritten == destination.Length) return OperationStatus.DestinationTooSmall;
                destination[charsWritten++] = (char)first;
                bytesRead++;
                continue;
            }
            var status = Rune.DecodeFromUtf8(source.Slice(bytesRead), out var rune, out int consumed);
            if (status == OperationStatus.NeedMoreData && !isFinalBlock) return status;
            if (status != OperationStatus.Done && !replaceInvalidSequences) return OperationStatus.InvalidData;
            if (!rune.TryEncodeToUtf16(destination.Slice(charsWritten), out int written))
                return OperationStatus.DestinationTooSmall;
            bytesRead += consumed;
            charsWritten += written;
        }
        return OperationStatus.Done;
    }

    /// <returns>How many bytes from the start are ASCII, found eight at a time.</returns>
    private static int CountAscii(ReadOnlySpan<byte> value)
    {
        int at = 0;
        while (value.Length - at >= sizeof(ulong)
            && (Unsafe.ReadUnaligned<ulong>(in value[at]) & NonAsciiBytes) == 0) at += sizeof(ulong);
        while (at < value.Length && value[at] < 0x80) at++;
        return at;
    }
}
