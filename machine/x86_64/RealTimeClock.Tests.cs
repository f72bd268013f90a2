namespace Diesis.Machines.X86_64;

public sealed class RealTimeClockTests
{
    private const byte Decimal24 = 0x02, Binary24 = 0x06, Decimal12 = 0x00, Binary12 = 0x04;

    /// <summary>2031-05-17 13:45:59.</summary>
    private static readonly ulong Known = (ulong)new DateTimeOffset(2031, 5, 17, 13, 45, 59, TimeSpan.Zero).ToUnixTimeSeconds();

    private static ulong Decode(params byte[] registers)
    {
        Assert.Equal(X64RealTimeClock.RegisterCount, registers.Length);
        return X64RealTimeClock.Decode(registers);
    }

    [Fact]
    public void DigitsAndBinaryNumbersMeanTheSame()
    {
        Assert.Equal(Known, Decode(0x59, 0x45, 0x13, 0x17, 0x05, 0x31, 0x20, Decimal24));
        Assert.Equal(Known, Decode(59, 45, 13, 17, 5, 31, 20, Binary24));
    }

    [Fact]
    public void TwelveHoursHaveAMarkForTheAfternoon()
    {
        Assert.Equal(Known, Decode(0x59, 0x45, 0x81, 0x17, 0x05, 0x31, 0x20, Decimal12));
        Assert.Equal(Known, Decode(59, 45, 0x81, 17, 5, 31, 20, Binary12));
        const ulong hour = 3600;
        Assert.Equal(Known - 12 * hour, Decode(59, 45, 1, 17, 5, 31, 20, Binary12));
        // Twelve o'clock is the first hour of its half.
        Assert.Equal(Known - hour, Decode(59, 45, 0x80 | 12, 17, 5, 31, 20, Binary12));
        Assert.Equal(Known - 13 * hour, Decode(59, 45, 12, 17, 5, 31, 20, Binary12));
    }

    [Fact]
    public void AClockWithoutACenturyIsOfThisOne() => Assert.Equal(Known, Decode(59, 45, 13, 17, 5, 31, 0, Binary24));

    [Theory]
    [InlineData(60, 45, 13, 17, 5, 31)]
    [InlineData(59, 60, 13, 17, 5, 31)]
    [InlineData(59, 45, 24, 17, 5, 31)]
    [InlineData(59, 45, 13, 0, 5, 31)]
    [InlineData(59, 45, 13, 32, 5, 31)]
    [InlineData(59, 45, 13, 17, 0, 31)]
    [InlineData(59, 45, 13, 17, 13, 31)]
    [InlineData(59, 45, 13, 30, 2, 31)]
    [InlineData(255, 255, 255, 255, 255, 255)]
    public void WhatCannotBeIsNoTime(byte second, byte minute, byte hour, byte day, byte month, byte year)
        => Assert.Equal(0u, Decode(second, minute, hour, day, month, year, 20, Binary24));

    [Fact]
    public void AnyRegistersAreATimeOrNone()
    {
        Random random = new(1);
        byte[] registers = new byte[X64RealTimeClock.RegisterCount];
        for (int i = 0; i < 100_000; i++)
        {
            random.NextBytes(registers);
            Assert.True(X64RealTimeClock.Decode(registers) < (ulong)new DateTimeOffset(2270, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds());
        }
    }
}
