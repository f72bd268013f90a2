using Diesis.Contracts.Files;
using Diesis.Devices.Virtio;
using Diesis.VirtioBlock;

namespace Diesis.Tests.VirtioBlock;

public class DiskRequestsTests
{
    private const ulong LimitsBytes = 1 << 1, LimitsBuffers = 1 << 2, ReadOnly = 1 << 5, TellsBlockBytes = 1 << 6, Flushes = 1 << 9;

    private static DeviceBuffer Data(uint at, uint bytes) => new(SimulatedDisk.DataAddress + at, bytes);

    private static (Taking Taking, ulong Token, FileStatus Status) Take(SimulatedDisk disk)
    {
        Taking taking = disk.Requests.TryTake(out ulong token, out FileStatus status);
        return (taking, token, status);
    }

    /// <summary>Requests have ended well, in that order, and no others.</summary>
    private static void AssertEnded(SimulatedDisk disk, params ulong[] tokens)
    {
        foreach (ulong token in tokens) Assert.Equal((Taking.Taken, token, FileStatus.Ok), Take(disk));
        Assert.Equal(Taking.Nothing, Take(disk).Taking);
    }

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        using SimulatedDisk disk = new(LimitsBuffers | Flushes);
        new Random(1).NextBytes(disk.Data.AsSpan(0, 2048));
        Assert.Equal(FileStatus.Ok, disk.Requests.Ask(DiskOperation.Write, 5, [Data(0, 512), Data(1024, 1024)], 1, 0));
        Assert.Equal(FileStatus.Ok, disk.Requests.Ask(DiskOperation.Flush, 0, [], 2, 0));
        Assert.Equal(FileStatus.Ok, disk.Requests.Ask(DiskOperation.Read, 6, [Data(4096, 1024)], 3, 0));
        Assert.Equal(3, disk.Requests.UnderWay);
        while (disk.DoOne()) { }
        AssertEnded(disk, 1, 2, 3);
        Assert.Equal((1, 0), (disk.Flushes, disk.Requests.UnderWay));
        Assert.Equal(disk.Data.AsSpan(0, 512), disk.Content.AsSpan(5 * 512, 512));
        Assert.Equal(disk.Data.AsSpan(1024, 1024), disk.Data.AsSpan(4096, 1024));
    }

    [Fact]
    public void WhatNoDiskCanDoIsNotAsked()
    {
        using SimulatedDisk disk = new(LimitsBuffers | LimitsBytes);
        Assert.Equal(
            [FileStatus.OutOfRange, FileStatus.OutOfRange, FileStatus.TooLarge, FileStatus.TooLarge, FileStatus.TooLarge, FileStatus.TooLarge, FileStatus.TooLarge],
            [
                disk.Requests.Ask(DiskOperation.Read, 64, [Data(0, 512)], 0, 0), disk.Requests.Ask(DiskOperation.Write, ulong.MaxValue, [Data(0, 512)], 0, 0),
                disk.Requests.Ask(DiskOperation.Read, 0, [], 0, 0), disk.Requests.Ask(DiskOperation.Read, 0, [Data(0, 513)], 0, 0),
                disk.Requests.Ask(DiskOperation.Read, 0, [Data(0, 8192)], 0, 0), disk.Requests.Ask(DiskOperation.Read, 0, [Data(0, 0)], 0, 0),
                disk.Requests.Ask(DiskOperation.Read, 0, [Data(0, 512), Data(0, 512), Data(0, 512), Data(0, 512), Data(0, 512)], 0, 0),
            ]);
        Assert.Equal(0, disk.Requests.UnderWay);
        using SimulatedDisk readOnly = new(ReadOnly);
        Assert.Equal(FileStatus.ReadOnly, readOnly.Requests.Ask(DiskOperation.Write, 0, [Data(0, 512)], 0, 0));
    }

    [Fact]
    public void WhoAsksTooMuchIsToldToComeAgain()
    {
        using SimulatedDisk disk = new();
        for (ulong i = 0; i < SimulatedDisk.Slots; i++) Assert.Equal(FileStatus.Ok, disk.Requests.Ask(DiskOperation.Read, i, [Data((uint)i * 512, 512)], i, 0));
        Assert.Equal(FileStatus.InUse, disk.Requests.Ask(DiskOperation.Read, 0, [Data(0, 512)], 99, 0));
        Assert.True(disk.DoOne());
        Assert.Equal((Taking.Taken, 0UL, FileStatus.Ok), Take(disk));
        Assert.Equal(FileStatus.Ok, disk.Requests.Ask(DiskOperation.Read, 0, [Data(0, 512)], 99, 0));
    }

    [Theory]
    [InlineData(1, FileStatus.DeviceFailed)]
    [InlineData(2, FileStatus.NotSupported)]
    [InlineData(0xFF, FileStatus.DeviceFailed)]
    public void FailuresOfTheDiskAreTold(byte result, FileStatus expected)
    {
        using SimulatedDisk disk = new() { Refuses = result };
        _ = disk.Requests.Ask(DiskOperation.Read, 0, [Data(0, 512)], 7, 0);
        _ = disk.DoOne();
        Assert.Equal((Taking.Taken, 7UL, expected), Take(disk));
    }

    [Fact]
    public void HalfOfWhatWasAskedIsNotAll()
    {
        using SimulatedDisk disk = new() { Conceals = 1 };
        _ = disk.Requests.Ask(DiskOperation.Read, 0, [Data(0, 512)], 7, 0);
        _ = disk.DoOne();
        Assert.Equal((Taking.Taken, 7UL, FileStatus.DeviceFailed), Take(disk));
    }

    [Fact]
    public void WhatIsUnderWayIsAskedAgainInOrder()
    {
        using SimulatedDisk disk = new();
        for (ulong i = 0; i < 3; i++) _ = disk.Requests.Ask(DiskOperation.Read, i, [Data(0, 512)], i, 100);
        _ = disk.DoOne();
        _ = Take(disk);
        // A slot in front of the others is used by the last.
        disk.Data[0] = 0xAA;
        _ = disk.Requests.Ask(DiskOperation.Write, 1, [Data(0, 512)], 3, 150);
        Assert.True(disk.Requests.IsOverdue(1101, 1000));
        Assert.False(disk.Requests.IsOverdue(1100, 1000));
        disk.Requests.AskAgain(disk.Begin(), 1200);
        Assert.False(disk.Requests.IsOverdue(2200, 1000));
        while (disk.DoOne()) { }
        AssertEnded(disk, 1, 2, 3);
    }

    [Fact]
    public void ARequestThatTheDiskCannotSurviveFails()
    {
        using SimulatedDisk disk = new();
        _ = disk.Requests.Ask(DiskOperation.Read, 0, [Data(0, 512)], 7, 0);
        for (int attempt = 1; attempt < 3; attempt++)
        {
            disk.Requests.AskAgain(disk.Begin(), 0);
            Assert.Equal(1, disk.Queue.InFlight);
            Assert.False(disk.Requests.TryTakeFailed(out _));
        }
        disk.Requests.AskAgain(disk.Begin(), 0);
        Assert.Equal(0, disk.Queue.InFlight);
        Assert.True(disk.Requests.TryTakeFailed(out ulong token));
        Assert.Equal((7UL, 0), (token, disk.Requests.UnderWay));
        Assert.False(disk.Requests.TryTakeFailed(out _));
    }

    [Fact]
    public void DisksSayWhatTheyAre()
    {
        using SimulatedDisk plain = new(), full = new(LimitsBytes | LimitsBuffers | ReadOnly | Flushes | TellsBlockBytes);
        Assert.Equal((512, 64UL, false, false, 1, uint.MaxValue), Told(plain.Facts));
        Assert.Equal((512, 64UL, true, true, 4, 4096U), Told(full.Facts));
        full.Registers.Write32(20, 4096);
        Assert.True(DiskFacts.TryRead(full.Agreed(TellsBlockBytes), out DiskFacts? large));
        Assert.Equal((4096, 8UL), (large.BlockBytes, large.Blocks));
        foreach (uint bytes in (uint[])[0, 256, 520, 8192, 0x8000_0000, uint.MaxValue])
        {
            full.Registers.Write32(20, bytes);
            Assert.False(DiskFacts.TryRead(full.Agreed(TellsBlockBytes), out _));
        }
        full.Registers.Write32(12, 0);
        Assert.False(DiskFacts.TryRead(full.Agreed(LimitsBuffers), out _));

        static (int, ulong, bool, bool, int, uint) Told(DiskFacts facts)
            => (facts.BlockBytes, facts.Blocks, facts.IsReadOnly, facts.MustFlush, facts.MostBuffers, facts.MostBytes);
    }
}
