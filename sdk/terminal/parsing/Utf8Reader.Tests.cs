using System.Text;
using Diesis.Terminals.Parsing;

namespace Diesis.Terminals.Tests;

public class Utf8ReaderTests
{
    /// <summary>What .NET's decoder makes of whole texts it makes byte by byte; pieces of letters at the end do not come.</summary>
    [Fact]
    public void AnyBytesBecomeWhatUnicodeSays()
    {
        var random = new Random(1);
        byte[] interesting = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF];
        for (int run = 0; run < 20_000; run++)
        {
            byte[] bytes = new byte[random.Next(1, 9)];
            foreach (ref byte unit in bytes.AsSpan()) unit = interesting[random.Next(interesting.Length)];
            // A letter that ends what came before it, however that ended.
            byte[] ended = [.. bytes, (byte)'.'];
            Assert.Equal(Encoding.UTF8.GetString(ended), Read(ended));
        }
    }

    [Fact]
    public void EveryLetterComesAsItWasWritten()
    {
        Span<byte> bytes = stackalloc byte[Utf8Letter.MostBytes];
        for (uint point = 0; point < 0x11_0000; point += point is >= 0xD7F0 and < 0xE000 || point < 0x1000 ? 1u : 97u)
        {
            if (point is >= 0xD800 and < 0xE000) continue;
            int length = Utf8Letter.Write(point, bytes);
            Assert.Equal(new Rune(point).Utf8SequenceLength, length);
            Assert.Equal(char.ConvertFromUtf32((int)point), Read(bytes.Slice(0, length)));
        }
    }

    private static string Read(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        Utf8Reader reader = default;
        foreach (byte unit in bytes)
        {
            bool isTaken;
            do
            {
                if (reader.TryNext(unit, out uint point, out isTaken)) text.Append(char.ConvertFromUtf32((int)point));
            }
            while (!isTaken);
        }
        return text.ToString();
    }
}
