using System;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Bytes as text and back.</summary>
internal static class ConvertTests
{
    public static void Run(ref Transcript transcript)
    {
        byte[] bytes = [0xFB, 0xFF, 0xBF, 0, 1, 0x7F, 0x80, 0xA5];
        for (int length = 0; length <= bytes.Length; length++)
        {
            byte[] part = bytes.AsSpan(0, length).ToArray();
            string base64 = Convert.ToBase64String(part), hex = Convert.ToHexString(part);
            transcript.Case("text").Of(length).Gives(base64).Gives(hex).Gives(Convert.ToHexStringLower(part))
                .Gives(Convert.FromBase64String(base64).AsSpan().SequenceEqual(part)).Gives(Convert.FromHexString(hex).AsSpan().SequenceEqual(part));
        }
        Span<byte> buffer = stackalloc byte[6];
        foreach (string text in (ReadOnlySpan<string>)["", "AA==", "AAA=", "AAAA", " A A\nA\tA ", "A", "AA", "AAA", "A===", "====", "AA=A", "AAAA=", "AA==AAAA", "AÿA=", "A-_A", "AAAAAAAAAAAA", "\0AAA"])
        {
            bool isRead = Convert.TryFromBase64String(text, buffer, out int written);
            transcript.Case("base64").Of(text).Gives(isRead).Gives(written);
        }
        foreach (string text in (ReadOnlySpan<string>)["", "0", "aF", "0g", "g0", "110g", "00112233445566", "12 3"])
        {
            var status = Convert.FromHexString(text, buffer, out int consumed, out int written);
            transcript.Case("hex").Of(text).Gives((int)status).Gives(consumed).Gives(written);
        }
    }
}
