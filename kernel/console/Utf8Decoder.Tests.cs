using System.Text;

namespace Diesis.Kernel.Console;

public sealed class Utf8DecoderTests
{
    private const uint Replacement = 0xFFFD;

    private static List<uint> Decode(params byte[] units)
    {
        List<uint> points = [];
        Utf8Decoder decoder = default;
        foreach (byte unit in units)
        {
            if (decoder.TryNext(unit, out uint point)) points.Add(point);
        }
        return points;
    }

    [Fact]
    public void EveryScalarValueIsRead()
    {
        Span<byte> units = stackalloc byte[4];
        Utf8Decoder decoder = default;
        for (uint value = 0; value <= 0x10_FFFF; value++)
        {
            if (!Rune.TryCreate(value, out Rune rune)) continue;
            int length = rune.EncodeToUtf8(units);
            for (int i = 0; i < length; i++)
            {
                bool isComplete = decoder.TryNext(units[i], out uint point);
                if (isComplete != (i == length - 1) || isComplete && point != value) Assert.Fail($"U+{value:X4} becomes U+{point:X4} at byte {i}");
            }
        }
    }

    [Theory]
    [InlineData("C0 80")]           // two bytes for what needs one
    [InlineData("C1 BF")]
    [InlineData("E0 80 80")]        // three for what needs one, and two
    [InlineData("E0 9F BF")]
    [InlineData("ED A0 80")]        // the first surrogate
    [InlineData("ED BF BF")]        // the last
    [InlineData("F0 80 80 80")]
    [InlineData("F0 8F BF BF")]
    [InlineData("F4 90 80 80")]     // one past the last code point
    [InlineData("F7 BF BF BF")]
    [InlineData("F8 88 80 80")]     // no byte that begins anything
    [InlineData("FF BF BF BF")]
    [InlineData("80")]              // nothing that it continues
    [InlineData("BF")]
    public void WhatIsNoTextIsOneReplacement(string units)
        => Assert.Equal([Replacement, 'x'], Decode([.. Convert.FromHexString(units.Replace(" ", "")), (byte)'x']));

    [Fact]
    public void APieceThatIsCutOffLeavesTheNextLetter()
    {
        Assert.Equal(['a', 'b'], Decode((byte)'a', 0xE2, 0x82, (byte)'b'));
        Assert.Equal(['€'], Decode(0xC3, 0xE2, 0x82, 0xAC));
        Assert.Equal([], Decode(0xF0, 0x9F));
    }

    [Fact]
    public void NoiseGivesScalarValuesOnly()
    {
        var random = new Random(3);
        byte[] noise = new byte[100_000];
        random.NextBytes(noise);
        Assert.All(Decode(noise), point => Assert.True(Rune.IsValid(point)));
    }
}
