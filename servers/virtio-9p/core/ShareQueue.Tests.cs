using System.Runtime.InteropServices;
using Diesis.Devices.Virtio;
using Diesis.Tests.Devices.Virtio;
using Diesis.Virtio9p;

namespace Diesis.Tests.Virtio9p;

public sealed unsafe class ShareQueueTests : IDisposable
{
    private const int Entries = 16, Slots = 5;
    private const ulong Address = 0x100000;

    private readonly SimulatedQueueDevice _device = new(Entries, hasEvents: false);
    private readonly byte* _memory = (byte*)NativeMemory.AllocZeroed((nuint)ShareQueue.MemoryBytesFor(Entries));
    private readonly ShareQueue _queue;

    public ShareQueueTests() => _queue = new(_device.Queue, _memory, Address);

    public void Dispose()
    {
        _device.Dispose();
        NativeMemory.Free(_memory);
    }

    [Fact]
    public void ARequestIsWhatIsAskedAndRoomForTheAnswer()
    {
        Assert.Equal(Slots, _queue.Slots);
        _queue.RequestOf(1)[0] = 7;
        _queue.Ask(1, 20, 11, 4096, 300);
        _queue.Ask(4, 1024, 256, 0, 0);
        Assert.Equal(2, _queue.UnderWay);
        _ = _device.Queue.Publish();
        Assert.True(_device.TrySee(out uint first, out var buffers));
        // Slots of 1280 bytes, and data behind them on a page of their own.
        Assert.Equal([(Address + 1280, 20u, false), (Address + 1280 + 1024, 11u, true), (Address + 8192 + 4096, 300u, true)], buffers);
        Assert.Equal(7, _memory[1280]);
        Assert.True(_device.TrySee(out uint second, out buffers));
        Assert.Equal([(Address + 4 * 1280, 1024u, false), (Address + 4 * 1280 + 1024, 256u, true)], buffers);

        _memory[1280 + 1024] = 9;
        _memory[8192 + 4096] = 8;
        _device.Finish(second, 256);
        Assert.Equal(Taking.Nothing, _queue.TakeAll());
        Assert.Equal(1, _queue.UnderWay);
        _device.Finish(first, 311);
        Assert.Equal(Taking.Nothing, _queue.TakeAll());
        Assert.Equal((0, 311, 256), (_queue.UnderWay, _queue.AnsweredBytes(1), _queue.AnsweredBytes(4)));
        Assert.Equal((9, 8), (_queue.HeadOf(1)[0], _queue.Data[4096]));
    }

    [Fact]
    public void AllSlotsHaveRoomInTheQueue()
    {
        for (int slot = 0; slot < Slots; slot++) _queue.Ask(slot, 1, 1, slot, 1);
        Assert.Equal(Slots, _device.Queue.InFlight);
    }

    [Theory]
    [InlineData(5, 1, 1, 0, 0)]
    [InlineData(-1, 1, 1, 0, 0)]
    [InlineData(0, 1025, 1, 0, 0)]
    [InlineData(0, 1, 257, 0, 0)]
    [InlineData(0, 1, 1, 524_288, 1)]
    [InlineData(0, 1, 1, -1, 2)]
    [InlineData(0, 1, 1, 1, int.MaxValue)]
    public void NothingOutsideOfTheMemoryIsShownToTheDevice(int slot, int request, int head, int dataAt, int data)
    {
        Assert.ThrowsAny<ArgumentException>(() => _queue.Ask(slot, request, head, dataAt, data));
        Assert.Equal(0, _device.Queue.InFlight);
    }

    [Fact]
    public void ADeviceThatWritesMoreThanThereIsRoomForIsBroken()
    {
        _queue.Ask(0, 1, 11, 0, 100);
        _ = _device.Queue.Publish();
        Assert.True(_device.TrySee(out uint id, out _));
        _device.Finish(id, 112);
        Assert.Equal(Taking.Broken, _queue.TakeAll());
    }
}
