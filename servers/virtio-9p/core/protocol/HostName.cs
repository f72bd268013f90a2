using System;
using System.Text;
using Diesis.Contracts.Files;

namespace Diesis.Virtio9p.Protocol;

/// <summary>
/// Names of the host are bytes, most often UTF-8; here they are text. A byte that is no UTF-8 becomes a character of the private use area (U+F700 and the byte), and is that byte again on the way back: so
/// every name can be shown and asked for. Bytes that would be such a character in UTF-8 are taken one by one as well, so that no two names become the same.
/// </summary>
internal static class HostName
{
    private const int FirstStandIn = 0xF780, LastStandIn = 0xF7FF, StandInBase = 0xF700;

    /// <returns>False: it cannot be the name of something in a folder. <c>.</c> and <c>..</c> cannot.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out string name)
    {
        name = "";
        // More than three bytes for each: there is none so long.
        if (bytes.IsEmpty || bytes.Length > 3 * FilePath.MostNameLength) return false;
        var text = new StringBuilder(bytes.Length);
        Span<char> units = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            bool isText = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == System.Buffers.OperationStatus.Done && rune.Value is < FirstStandIn or > LastStandIn;
            if (isText)
            {
                _ = text.Append(units.Slice(0, rune.EncodeToUtf16(units)));
                bytes = bytes.Slice(length);
                continue;
            }
            _ = text.Append((char)(StandInBase + bytes[0]));
            bytes = bytes.Slice(1);
        }
        name = text.ToString();
        return !name.Contains(FilePath.Separator) && FilePath.IsCanonical(name);
    }

    /// <summary>A name as the host has it.</summary>
    /// <param name="name">One of a canonical path.</param>
    public static byte[] Encode(string name)
    {
        byte[] bytes = new byte[3 * name.Length];
        int length = 0;
        ReadOnlySpan<char> rest = name;
        while (!rest.IsEmpty)
        {
            if (rest[0] is >= (char)FirstStandIn and <= (char)LastStandIn)
            {
                bytes[length++] = (byte)rest[0];
                rest = rest.Slice(1);
                continue;
            }
            _ = Rune.DecodeFromUtf16(rest, out Rune rune, out int used);
            length += rune.EncodeToUtf8(bytes.AsSpan(length));
            rest = rest.Slice(used);
        }
        return bytes.AsSpan(0, length).ToArray();
    }
}
