using System.Runtime.InteropServices;
using Diesis.Devices.Virtio;
using Diesis.Tests.Devices.Virtio;
using Diesis.VirtioRandom;

namespace Diesis.Tests.VirtioRandom;

public sealed unsafe class RandomQueueTests : IDisposable
{
    private const int Bytes = 64;

    private readonly SimulatedQueueDevice _device = new(2, hasEvents: false);
    private readonly byte* _memory = (byte*)NativeMemory.AllocZeroed(Bytes);
    private readonly RandomQueue _queue;

    public RandomQueueTests() => _queue = new(_device.Queue, _memory, 0x1000, Bytes);

    public void Dispose()
    {
        _device.Dispose();
        NativeMemory.Free(_memory);
    }

    /// <summary>The device fills what it was asked to.</summary>
    private void Fill(byte with, uint written)
    {
        _ = _device.Queue.Publish();
        Assert.True(_device.TrySee(out uint id, out var buffers));
        Assert.Equal((0x1000UL, (uint)Bytes, true), Assert.Single(buffers));
        new Span<byte>(_memory, Bytes).Fill(with);
        _device.Finish(id, written);
    }

    [Fact]
    public void WhatTheDeviceHasWrittenComesAndNothingStays()
    {
        _queue.Ask();
        // A second time changes nothing.
        _queue.Ask();
        Assert.Equal(1, _device.Queue.InFlight);
        byte[] into = new byte[32];
        Assert.Equal(Taking.Nothing, _queue.TryTake(into, out _));
        Fill(7, 20);
        Assert.Equal(Taking.Taken, _queue.TryTake(into, out int count));
        Assert.Equal(20, count);
        Assert.Equal([.. Enumerable.Repeat((byte)7, 20), .. new byte[12]], into);
        Assert.Equal(new byte[Bytes], new Span<byte>(_memory, Bytes).ToArray());
    }

    [Fact]
    public void MoreThanFitsIsLost()
    {
        _queue.Ask();
        Fill(7, Bytes);
        byte[] into = new byte[16];
        Assert.Equal(Taking.Taken, _queue.TryTake(into, out int count));
        Assert.Equal(16, count);
        _queue.Ask();
        Assert.Equal(1, _device.Queue.InFlight);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Bytes + 1)]
    public void ADeviceThatWritesNothingOrTooMuchIsBroken(uint written)
    {
        _queue.Ask();
        Fill(7, written);
        Assert.Equal(Taking.Broken, _queue.TryTake(new byte[16], out int count));
        Assert.Equal(0, count);
    }
}
