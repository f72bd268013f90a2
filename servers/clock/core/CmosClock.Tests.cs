using Diesis.Abi;
using Diesis.Servers.Clocks;

namespace Diesis.Tests.Clocks;

public class CmosClockTests
{
    /// <summary>The registers of a clock that goes on by a second each time it has been asked often enough.</summary>
    private sealed class Cmos : ICmosPorts
    {
        public readonly byte[] Registers = new byte[128];
        public readonly List<byte> Written = [];

        public Cmos(byte status, bool isStepping = false)
        {
            Registers[0x0B] = status;
            Registers[0x0D] = 0x80;
            Registers[0x0A] = (byte)(isStepping ? 0xA6 : 0x26);
        }

        /// <summary>What happens before a register is read.</summary>
        public Action<byte>? Reading { get; set; }

        public ulong NowNs { get; private set; }

        public byte Read(byte register)
        {
            NowNs += 1_000;
            Reading?.Invoke(register);
            return Registers[register];
        }

        public void Write(byte register, byte value)
        {
            // It does not go on meanwhile.
            if (register != 0x0B) Assert.NotEqual(0, Registers[0x0B] & 0x80);
            Written.Add(register);
            Registers[register] = value;
        }

        public void Put(byte second, byte minute, byte hour, byte day, byte month, byte year, byte century)
            => (Registers[0], Registers[2], Registers[4], Registers[7], Registers[8], Registers[9], Registers[0x32]) = (second, minute, hour, day, month, year, century);
    }

    private static ulong Seconds(int year, int month, int day, int hour, int minute, int second)
        => (ulong)new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeSeconds();

    [Theory]
    [InlineData(0x02)]
    [InlineData(0x00)]
    [InlineData(0x06)]
    [InlineData(0x04)]
    public void WhatIsSetIsRead(byte status)
    {
        ulong[] times = [0, Seconds(1999, 12, 31, 23, 59, 59), Seconds(2000, 2, 29, 0, 0, 0), Seconds(2026, 12, 1, 12, 0, 1), Seconds(2026, 12, 1, 11, 59, 59), Seconds(2100, 3, 1, 13, 7, 9), CmosClock.LastSecond];
        foreach (ulong time in times)
        {
            var cmos = new Cmos(status);
            cmos.Registers[0x32] = (byte)((status & 4) != 0 ? 20 : 0x20);
            var clock = new CmosClock(cmos);
            Assert.Equal(Status.Ok, clock.Set(time));
            Assert.Equal((Status.Ok, time), (clock.Read(out ulong read), read));
            Assert.Equal(status, cmos.Registers[0x0B]);
        }
    }

    [Fact]
    public void DigitsAndHoursAreAsTheStatusSays()
    {
        var cmos = new Cmos(status: 0);
        cmos.Put(0x59, 0x30, 0x92, 0x09, 0x10, 0x26, 0x20); // 12:30:59 after noon
        Assert.Equal((Status.Ok, Seconds(2026, 10, 9, 12, 30, 59)), (new CmosClock(cmos).Read(out ulong read), read));
        cmos.Put(0x00, 0x00, 0x12, 0x09, 0x10, 0x26, 0x20); // midnight
        Assert.Equal((Status.Ok, Seconds(2026, 10, 9, 0, 0, 0)), (new CmosClock(cmos).Read(out read), read));
        _ = new CmosClock(cmos).Set(Seconds(2026, 11, 30, 23, 4, 5));
        Assert.Equal((0x05, 0x04, 0x91, 0x30, 0x11, 0x26, 0x20, 0x02), (cmos.Registers[0], cmos.Registers[2], cmos.Registers[4], cmos.Registers[7], cmos.Registers[8], cmos.Registers[9], cmos.Registers[0x32],
            cmos.Registers[6]));
    }

    [Fact]
    public void AClockWithoutACenturyKeepsNone()
    {
        var cmos = new Cmos(status: 2);
        cmos.Put(0, 0, 0, 1, 1, 0x26, 0xFF);
        Assert.Equal((Status.Ok, Seconds(2026, 1, 1, 0, 0, 0)), (new CmosClock(cmos).Read(out ulong read), read));
        Assert.Equal(Status.Ok, new CmosClock(cmos).Set(Seconds(2027, 1, 1, 0, 0, 0)));
        Assert.Equal(0xFF, cmos.Registers[0x32]);
    }

    [Theory]
    [InlineData(0x60, 0, 0, 1, 1, 0x20)]
    [InlineData(0x5A, 0, 0, 1, 1, 0x20)]
    [InlineData(0, 0x60, 0, 1, 1, 0x20)]
    [InlineData(0, 0, 0x24, 1, 1, 0x20)]
    [InlineData(0, 0, 0, 0, 1, 0x20)]
    [InlineData(0, 0, 0, 0x30, 2, 0x20)]
    [InlineData(0, 0, 0, 1, 0x13, 0x20)]
    [InlineData(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF)]
    public void WhatIsNoTimeIsNotTakenForOne(byte second, byte minute, byte hour, byte day, byte month, byte year)
    {
        var cmos = new Cmos(status: 2);
        cmos.Put(second, minute, hour, day, month, year, 0x20);
        Assert.Equal((Status.BadState, 0UL), (new CmosClock(cmos).Read(out ulong read), read));
        cmos.Put(0, 0, 0, 1, 1, 0x26, 0x20);
        cmos.Registers[0x0D] = 0;
        Assert.Equal(Status.BadState, new CmosClock(cmos).Read(out _));
    }

    [Fact]
    public void AStepInTheMiddleIsNoticed()
    {
        var cmos = new Cmos(status: 2);
        cmos.Put(0x59, 0x59, 0x23, 0x31, 0x12, 0x25, 0x20);
        // Between the seconds and the minutes of the first reading.
        cmos.Reading = register =>
        {
            if (register != 2) return;
            cmos.Put(0, 0, 0, 1, 1, 0x26, 0x20);
            cmos.Reading = null;
        };
        Assert.Equal((Status.Ok, Seconds(2026, 1, 1, 0, 0, 0)), (new CmosClock(cmos).Read(out ulong read), read));
    }

    [Fact]
    public void OneThatStepsAllTheTimeIsNotWaitedFor()
    {
        var cmos = new Cmos(status: 2, isStepping: true);
        Assert.Equal(Status.TimedOut, new CmosClock(cmos).Read(out _));
        Assert.Equal(Status.TimedOut, new CmosClock(cmos).Set(1));
        Assert.InRange(cmos.NowNs, 0UL, 100_000_000UL);
        Assert.Empty(cmos.Written);
        var liar = new Cmos(status: 2) { };
        var random = new Random(1);
        liar.Reading = register => liar.Registers[register] = (byte)random.Next(256);
        for (int i = 0; i < 10_000; i++) _ = new CmosClock(liar).Read(out _);
    }

    [Fact]
    public void WhatNoClockKeepsIsRefused() => Assert.Equal(Status.OutOfRange, new CmosClock(new Cmos(2)).Set(CmosClock.LastSecond + 1));
}
