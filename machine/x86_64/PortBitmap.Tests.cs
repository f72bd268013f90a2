namespace Diesis.Machines.X86_64;

public sealed class X64PortBitmapTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0x60, 1)]
    [InlineData(0x3F8, 8)]
    [InlineData(0x3FB, 3)]
    [InlineData(0x70, 2)]
    [InlineData(5, 30)]
    [InlineData(0xCF8, 8)]
    [InlineData(0xFFFF, 1)]
    [InlineData(0, 0x10000)]
    public void ExactlyThePortsOfARangeAreOpened(uint first, uint count)
    {
        X64PortBitmap bitmap = default;
        bitmap.CloseAll();
        bitmap.Open(new PortRange(first, count));
        for (uint port = 0; port < 1 << 16; port++) Assert.Equal(port >= first && port - first < count, bitmap.IsOpen(port));
    }

    [Fact]
    public void TheByteBehindTheBitmapStaysClosed()
    {
        X64PortBitmap bitmap = default;
        bitmap.CloseAll();
        bitmap.Open(new PortRange(0, 1 << 16));
        Assert.False(bitmap.IsOpen(1 << 16));
    }

    [Fact]
    public void RangesAreAdded()
    {
        X64PortBitmap bitmap = default;
        bitmap.CloseAll();
        bitmap.Open(new PortRange(0x20, 1));
        bitmap.Open(new PortRange(0x23, 1));
        Assert.True(bitmap.IsOpen(0x20));
        Assert.False(bitmap.IsOpen(0x21));
        Assert.True(bitmap.IsOpen(0x23));
    }
}
