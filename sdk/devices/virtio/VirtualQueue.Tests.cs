using Diesis.Devices.Virtio;

namespace Diesis.Tests.Devices.Virtio;

public unsafe class VirtualQueueTests
{
    private static DeviceBuffer[] Buffers(params (ulong Address, uint Bytes)[] buffers)
        => [.. buffers.Select(static buffer => new DeviceBuffer(buffer.Address, buffer.Bytes))];

    [Fact]
    public void TheDeviceSeesWhatIsAskedAndTheDriverWhatIsDone()
    {
        using SimulatedQueueDevice device = new(8, hasEvents: false);
        Assert.True(device.Queue.TryAdd(Buffers((0x1000, 16), (0x2000, 512)), Buffers((0x3000, 1)), 77));
        Assert.False(device.TrySee(out _, out _));
        Assert.True(device.Queue.Publish());
        Assert.True(device.TrySee(out uint id, out var buffers));
        Assert.Equal([(0x1000, 16, false), (0x2000, 512, false), (0x3000, 1, true)], buffers);
        Assert.Equal(Taking.Nothing, device.Queue.TryTake(out _, out _));
        device.Finish(id, 1);
        Assert.Equal((Taking.Taken, 77UL, 1U), (device.Queue.TryTake(out ulong token, out uint written), token, written));
        Assert.Equal(Taking.Nothing, device.Queue.TryTake(out _, out _));
        Assert.Equal((8, 0), (device.Queue.Free, device.Queue.InFlight));
    }

    [Fact]
    public void AFullQueueTakesNoMore()
    {
        using SimulatedQueueDevice device = new(4, hasEvents: false);
        Assert.False(device.Queue.TryAdd([], [], 0));
        Assert.False(device.Queue.TryAdd(new DeviceBuffer[5], [], 0));
        Assert.True(device.Queue.TryAdd(new DeviceBuffer[3], [], 1));
        Assert.False(device.Queue.TryAdd(new DeviceBuffer[1], new DeviceBuffer[1], 2));
        Assert.True(device.Queue.TryAdd([], new DeviceBuffer[1], 2));
        Assert.Equal((0, 2), (device.Queue.Free, device.Queue.InFlight));
        _ = device.Queue.Publish();
        _ = device.TrySee(out uint id, out _);
        device.Finish(id, 0);
        Assert.Equal(Taking.Taken, device.Queue.TryTake(out _, out _));
        Assert.True(device.Queue.TryAdd(new DeviceBuffer[3], [], 3));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CountsGoRoundAndAnswersComeInAnyOrder(bool hasEvents)
    {
        using SimulatedQueueDevice device = new(16, hasEvents);
        var random = new Random(5);
        Dictionary<ulong, uint> asked = [];
        Dictionary<uint, (ulong Token, uint Bytes)> seen = [];
        ulong next = 0;
        // Twice round what the counts have room for.
        while (next < 140_000)
        {
            int writes = random.Next(3), reads = random.Next(writes == 0 ? 1 : 0, 3);
            var toWrite = new DeviceBuffer[writes];
            for (int i = 0; i < writes; i++) toWrite[i] = new(next, (uint)random.Next(1, 5000));
            if (device.Queue.TryAdd(Enumerable.Repeat(new DeviceBuffer(next, 8), reads).ToArray(), toWrite, next))
            {
                asked.Add(next, (uint)toWrite.Sum(static buffer => buffer.Bytes));
                next++;
            }
            if (random.Next(3) == 0) _ = device.Queue.Publish();
            while (random.Next(3) != 0 && device.TrySee(out uint id, out var buffers))
                seen.Add(id, (buffers[0].Address, (uint)buffers.Where(static buffer => buffer.IsToWrite).Sum(static buffer => buffer.Bytes)));
            while (seen.Count != 0 && random.Next(3) != 0)
            {
                var (id, what) = seen.ElementAt(random.Next(seen.Count));
                seen.Remove(id);
                Assert.Equal(asked[what.Token], what.Bytes);
                device.Finish(id, what.Bytes);
            }
            while (device.Queue.TryTake(out ulong token, out uint written) is var taking and not Taking.Nothing)
            {
                Assert.Equal(Taking.Taken, taking);
                Assert.True(asked.Remove(token, out uint expected));
                Assert.Equal(expected, written);
            }
            Assert.Equal(asked.Count, device.Queue.InFlight);
        }
    }

    [Fact]
    public void TheDeviceIsToldWhenItWantsToBe()
    {
        using SimulatedQueueDevice device = new(8, hasEvents: false);
        *device.UsedFlags = 1;
        _ = device.Queue.TryAdd(new DeviceBuffer[1], [], 0);
        Assert.False(device.Queue.Publish());
        *device.UsedFlags = 0;
        Assert.False(device.Queue.Publish());
        _ = device.Queue.TryAdd(new DeviceBuffer[1], [], 0);
        Assert.True(device.Queue.Publish());
    }

    [Fact]
    public void ADeviceThatNamesAnEntryIsToldAtThat()
    {
        using SimulatedQueueDevice device = new(8, hasEvents: true);
        *device.UsedEvent = 2;
        List<bool> told = [];
        for (int i = 0; i < 5; i++)
        {
            _ = device.Queue.TryAdd(new DeviceBuffer[1], [], 0);
            told.Add(device.Queue.Publish());
        }
        Assert.Equal([false, false, true, false, false], told);
        *device.UsedEvent = 6;
        for (int i = 0; i < 3; i++) _ = device.Queue.TryAdd(new DeviceBuffer[1], [], 0);
        Assert.True(device.Queue.Publish());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatCameBeforeTheDeviceKnewIsNotWaitedFor(bool hasEvents)
    {
        using SimulatedQueueDevice device = new(8, hasEvents);
        device.Queue.RefuseInterrupts();
        Assert.Equal(hasEvents ? 0 : 1, *device.DriverFlags);
        _ = device.Queue.TryAdd(new DeviceBuffer[1], [], 0);
        _ = device.Queue.Publish();
        _ = device.TrySee(out uint id, out _);
        Assert.True(device.Queue.TryAwaitInterrupt());
        Assert.Equal((0, 0), (*device.DriverFlags, *device.DriverEvent));
        device.Finish(id, 0);
        Assert.False(device.Queue.TryAwaitInterrupt());
        _ = device.Queue.TryTake(out _, out _);
        Assert.True(device.Queue.TryAwaitInterrupt());
        Assert.Equal(hasEvents ? 1 : 0, *device.DriverEvent);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(0xFFFF_FFFF, 0)]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 513)]
    public void ClaimsThatDoNotFitAreNotBelieved(uint id, uint written)
    {
        using SimulatedQueueDevice device = new(8, hasEvents: false);
        _ = device.Queue.TryAdd(Buffers((0, 16)), Buffers((0, 512)), 0);
        _ = device.Queue.Publish();
        device.Finish(id, written);
        Assert.Equal(Taking.Broken, device.Queue.TryTake(out _, out _));
        Assert.Equal(Taking.Broken, device.Queue.TryTake(out _, out _));
    }

    /// <summary>QEMU's keyboards say how much they have read of what lights are to be on.</summary>
    [Fact]
    public void WhatWasWrittenDoesNotCountWhereNothingIsToBe()
    {
        using SimulatedQueueDevice device = new(8, hasEvents: false);
        _ = device.Queue.TryAdd(Buffers((0, 16)), [], 5);
        _ = device.Queue.Publish();
        device.Finish(0, 16);
        Assert.Equal((Taking.Taken, 5UL, 0U), (device.Queue.TryTake(out ulong token, out uint written), token, written));
    }

    [Fact]
    public void MoreCannotBeDoneThanWasAsked()
    {
        using SimulatedQueueDevice device = new(8, hasEvents: false);
        _ = device.Queue.TryAdd(new DeviceBuffer[1], [], 0);
        _ = device.Queue.Publish();
        *device.UsedCount = 2;
        Assert.Equal(Taking.Broken, device.Queue.TryTake(out _, out _));
        *device.UsedCount = 0xFFFF;
        Assert.Equal(Taking.Broken, device.Queue.TryTake(out _, out _));
    }

    [Fact]
    public void NothingIsAnsweredTwiceWhateverTheDeviceWrites()
    {
        var random = new Random(11);
        for (int round = 0; round < 5_000; round++)
        {
            using SimulatedQueueDevice device = new(8, hasEvents: random.Next(2) == 0);
            HashSet<ulong> open = [];
            ulong next = 0;
            for (int step = 0; step < 60; step++)
            {
                if (device.Queue.TryAdd(new DeviceBuffer[random.Next(3)], new DeviceBuffer[random.Next(3)], next)) open.Add(next++);
                _ = device.Queue.Publish();
                for (ushort at = 0; at < 8; at++)
                    if (random.Next(3) == 0) device.Claim(at, (uint)random.Next(12), (uint)random.Next(3) * (uint)random.Next());
                if (random.Next(3) == 0) *device.UsedCount = (ushort)(*device.UsedCount + random.Next(4));
                *device.UsedEvent = (ushort)random.Next();
                while (device.Queue.TryTake(out ulong token, out _) == Taking.Taken) Assert.True(open.Remove(token));
            }
            Assert.Equal(open.Count, device.Queue.InFlight);
        }
    }
}
