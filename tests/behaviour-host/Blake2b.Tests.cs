using System.Security.Cryptography;

namespace Diesis.Tests.Behaviour;

/// <summary>Compiled for the host as it is: .NET has no such class.</summary>
public class Blake2bTests
{
    /// <summary>RFC 7693, appendix A.</summary>
    [Fact]
    public void HashesTheExampleOfItsDefinition()
    {
        var hash = new byte[64];
        Blake2b.HashData("abc"u8, hash);
        Assert.Equal(
            "BA80A53F981C4D0D6A2797B69F12F6E94C212F14685AC4B74B12BB6FDBFFA2D17D87C5392AAB792DC252D5DE4533CC9518D38AA8DBF1925AB92386EDD4009923",
            Convert.ToHexString(hash));
    }

    /// <summary>Hashes of all kinds of lengths, with keys and without, hashed once more. RFC 7693, appendix E.</summary>
    [Fact]
    public void PassesTheSelfTestOfItsDefinition()
    {
        List<byte> hashes = [];
        foreach (var hashLength in new[] { 20, 32, 48, 64 })
        {
            foreach (var length in new[] { 0, 3, 128, 129, 255, 1024 })
            {
                var data = Sequence(length);
                hashes.AddRange(Hash(hashLength, [], data));
                hashes.AddRange(Hash(hashLength, Sequence(hashLength), data));
            }
        }
        Assert.Equal(
            "C23A7800D98123BD10F506C61E29DA5603D763B8BBAD2E737F5E765A7BCCD475", Convert.ToHexString(Hash(32, [], [.. hashes])));
    }

    /// <summary>As another implementation has it.</summary>
    [Theory]
    [InlineData(0, 0, "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce")]
    [InlineData(3, 0, "76ce7e90c577d436a65b691e51f0a1ad536130d70a18df3bf5368551327258b6f706f4a47c45f2d0d8147cfbb5623077e798247972e4f9338603a13abc05a4db")]
    [InlineData(1, 0, "02")]
    [InlineData(127, 0, "c9ae3859964b35f04c54b36d33cf299d7290ee621005d28e51598a943560aaaa")]
    [InlineData(128, 0, "2d9e329f42afa3601d646692b81c13e87fcaff5bf15972e9813d7373cb6d181f9599f4d513d4af4fd6ebd37497aceb29aba5ee23ed764d8510b552bd088814fb")]
    [InlineData(129, 0, "b195dc7be88c88574f88d235228691bf35e409ec")]
    [InlineData(256, 0, "da2e7a1912729fce2548be758335c65afeb4de05c88c8cdc43d81718e3db99228cf5e6d4a398da021697c6dc6d1ce864")]
    [InlineData(1000, 0, "4bdd2c9cf31d797a81d245c989ffb7515143ca345c66f73087dd5c58bf642bf083ba16894eab79e3b08d5126404d833e7510271b50be36a7b7cbbb46f5c89fac")]
    [InlineData(0, 64, "4e1bc1a16b76f9eef0fecac679e1d440eeb596ad54c0bd8477cac00e9288f6d27e0222c82543916bfdf8c8946f227ae8878a1cba737f9f720424c02a66160bea")]
    [InlineData(1, 1, "86ac32766163023529544b4f01b502946cd7d8d04d9801d6af8e2d4faca41efd")]
    [InlineData(128, 32, "0d8ba3cca1e9b2cf17444f23edb2eb7cf64f74c7cf11882d667412a5f13b3dc65bd0a6bcdb73a6a28a1a0ce1698fb95ea9493c3535b12a328fd445049a7c1a87")]
    [InlineData(255, 64, "d2e6e6649839ad7333480af0515f510e4052c5c4eb0a5e7812a2df37d3e0d4bfb4c5de2ba2720bafc7e7386f7176329f9822b1ff190c795e08a299ba02adfde5")]
    public void HashesWithKeysAndWithout(int length, int keyLength, string hash)
        => Assert.Equal(hash, Convert.ToHexStringLower(Hash(hash.Length / 2, Bytes(keyLength, 5, 1), Bytes(length, 7, 3))));

    private static byte[] Hash(int length, byte[] key, byte[] data)
    {
        var hash = new byte[length];
        Blake2b.HashData(key, data, hash);
        return hash;
    }

    private static byte[] Bytes(int length, int factor, int first)
        => [.. Enumerable.Range(0, length).Select(i => (byte)(i * factor + first))];

    /// <summary>The generator of appendix E, begun with the length.</summary>
    private static byte[] Sequence(int length)
    {
        var (a, b) = (unchecked(0xDEAD4BAD * (uint)length), 1u);
        var bytes = new byte[length];
        foreach (ref var value in bytes.AsSpan())
        {
            (a, b) = (b, unchecked(a + b));
            value = (byte)(b >> 24);
        }
        return bytes;
    }
}
