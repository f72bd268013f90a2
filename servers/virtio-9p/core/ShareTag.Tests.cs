using System.Text;
using Diesis.Devices;
using Diesis.Devices.Virtio;
using Diesis.Virtio9p;

namespace Diesis.Tests.Virtio9p;

public sealed class ShareTagTests
{
    private sealed class Registers(byte[] bytes) : IRegisterBlock
    {
        public int Bytes => bytes.Length;
        public byte Read8(int at) => bytes[at];
        public ushort Read16(int at) => (ushort)(bytes[at] | bytes[at + 1] << 8);
        public uint Read32(int at) => throw new InvalidOperationException();
        public void Write8(int at, byte value) => throw new InvalidOperationException();
        public void Write16(int at, ushort value) => throw new InvalidOperationException();
        public void Write32(int at, uint value) => throw new InvalidOperationException();
    }

    private static string? Read(int length, string text)
    {
        Registers registers = new([(byte)length, (byte)(length >> 8), .. Encoding.UTF8.GetBytes(text)]);
        return ShareTag.TryRead(new VirtioDevice<Registers>(registers, registers, 4, registers), out string tag) ? tag : null;
    }

    [Fact]
    public void ATagIsAWord()
    {
        Assert.Equal("share", Read(5, "share"));
        Assert.Equal("sha", Read(3, "share"));
        Assert.Null(Read(6, "share"));
        Assert.Null(Read(0, "share"));
        Assert.Null(Read(3, "a b"));
        Assert.Null(Read(2, "é"));
        Assert.Null(Read(129, new string('a', 200)));
        Assert.Null(Read(0xFFFF, "a"));
        Assert.False(ShareTag.TryRead(new VirtioDevice<Registers>(new([]), new([]), 4, new([])), out _));
    }
}
