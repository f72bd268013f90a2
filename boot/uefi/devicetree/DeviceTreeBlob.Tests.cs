using System.Buffers.Binary;
using System.Text;
using Diesis.Tests;

namespace Diesis.Boot.Uefi.DeviceTree;

public class DeviceTreeBlobTests
{
    private const int Structure = 56;

    private static byte[] Blob(params object[] tokens)
    {
        List<byte> bytes = [.. new byte[Structure]];
        foreach (object token in tokens)
        {
            if (token is int number) Put(bytes, number);
            if (token is not string name) continue;
            bytes.AddRange(Encoding.ASCII.GetBytes(name + "\0"));
            while (bytes.Count % 4 != 0) bytes.Add(0);
        }
        byte[] blob = [.. bytes];
        int[] header =
            [unchecked((int)0xd00dfeed), blob.Length, Structure, 0, 40, 17, 16, 0, 0, blob.Length - Structure];
        for (int i = 0; i < header.Length; i++) BinaryPrimitives.WriteInt32BigEndian(blob.AsSpan(4 * i), header[i]);
        return blob;
    }

    private static void Put(List<byte> bytes, int value)
        => bytes.AddRange([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);

    private static byte[] Sample => Blob(
        1, "", 3, 5, 0, 0x01020304, 0x05000000,
        1, "memory@40000000", 3, 0, 0, 1, "inner", 2, 2,
        1, "memory-controller", 2,
        1, "soc", 1, "memory@1", 2, 2,
        1, "memory", 2,
        2, 9);

    private static int[] Words(byte[] blob) => [.. Enumerable.Range(0, (blob.Length - Structure) / 4)
        .Select(i => BinaryPrimitives.ReadInt32BigEndian(blob.AsSpan(Structure + 4 * i)))];

    [Fact]
    public void MemoryNodesAtTheTopBecomeNothingAndTheRestStays()
    {
        byte[] blob = Sample;
        Assert.True(DeviceTreeBlob.TryRemoveMemoryNodes(blob));

        string text = Encoding.ASCII.GetString(blob);
        Assert.DoesNotContain("memory@40000000", text);
        Assert.DoesNotContain("inner", text);
        Assert.Contains("memory-controller", text);
        Assert.Contains("memory@1", text);
        Assert.Equal([4, 4, 4, 2, 9], Words(blob)[^5..].Prepend(0).Skip(1));
        Assert.True(DeviceTreeBlob.TryRemoveMemoryNodes(blob));
    }

    [Fact]
    public void TheHeaderStatesTheSize()
    {
        byte[] blob = Sample;
        Assert.True(DeviceTreeBlob.TryReadSize(blob, out int size));
        Assert.Equal(blob.Length, size);
        BinaryPrimitives.WriteInt32BigEndian(blob.AsSpan(4), int.MaxValue);
        Assert.False(DeviceTreeBlob.TryReadSize(blob, out _));
        Assert.False(DeviceTreeBlob.TryReadSize(blob.AsSpan(0, 39), out _));
        blob[0] = 0;
        Assert.False(DeviceTreeBlob.TryReadSize(blob, out _));
    }

    [Fact]
    public void ATreeThatDoesNotEndIsDamaged()
    {
        Assert.False(DeviceTreeBlob.TryRemoveMemoryNodes(Blob(1, "", 2)));
        Assert.False(DeviceTreeBlob.TryRemoveMemoryNodes(Blob(1, "", 9)));
        Assert.False(DeviceTreeBlob.TryRemoveMemoryNodes(Blob(2, 9)));
        Assert.False(DeviceTreeBlob.TryRemoveMemoryNodes(Blob(1, "", 3, 100, 0, 2, 9)));
        Assert.False(DeviceTreeBlob.TryRemoveMemoryNodes(Blob(7)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DamagedTreesAreWalkedWithinTheirBounds(int seed)
    {
        Fuzzing fuzzing = new(seed);
        byte[] good = Sample;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] blob = fuzzing.Mutate(good);
            _ = DeviceTreeBlob.TryReadSize(blob, out _);
            _ = DeviceTreeBlob.TryRemoveMemoryNodes(blob);
        }
    }
}
