using System.Runtime.InteropServices;
using System.Text;
using Diesis.Devices.Virtio;
using Diesis.Tests.Devices.Virtio;
using Diesis.VirtioConsole;

namespace Diesis.Tests.VirtioConsole;

public sealed unsafe class ConsoleQueuesTests : IDisposable
{
    private const ulong Address = 0x10_0000;

    private readonly SimulatedQueueDevice _receiving = new(ConsoleQueues.Places, hasEvents: false), _sending = new(2, hasEvents: false);
    private readonly byte* _memory = (byte*)NativeMemory.AllocZeroed(ConsoleQueues.Bytes);
    private readonly ConsoleQueues _queues;

    public ConsoleQueuesTests() => _queues = new(_receiving.Queue, _sending.Queue, _memory, Address);

    public void Dispose()
    {
        _receiving.Dispose();
        _sending.Dispose();
        NativeMemory.Free(_memory);
    }

    /// <summary>Something is typed at the other end.</summary>
    private void Come(string text)
    {
        _ = _receiving.Queue.Publish();
        Assert.True(_receiving.TrySee(out uint id, out var buffers));
        var (address, bytes, isToWrite) = Assert.Single(buffers);
        Assert.True(isToWrite && text.Length <= bytes);
        Encoding.ASCII.GetBytes(text).CopyTo(new Span<byte>(_memory + (address - Address), (int)bytes));
        _receiving.Finish(id, (uint)text.Length);
    }

    private string Read(int most)
    {
        var into = new byte[most];
        return Encoding.ASCII.GetString(into, 0, _queues.Read(into));
    }

    /// <summary>What the device sees that is to be sent, and takes.</summary>
    private string Send()
    {
        _ = _sending.Queue.Publish();
        Assert.True(_sending.TrySee(out uint id, out var buffers));
        var (address, bytes, isToWrite) = Assert.Single(buffers);
        Assert.False(isToWrite);
        string text = Encoding.ASCII.GetString(new ReadOnlySpan<byte>(_memory + (address - Address), (int)bytes));
        _sending.Finish(id, 0);
        return text;
    }

    [Fact]
    public void WhatComesIsReadInItsOrderHoweverItIsCut()
    {
        Assert.Equal("", Read(10));
        Come("abc");
        Come("");
        Come("defg");
        Assert.Equal("abcde", Read(5));
        Assert.Equal("fg", Read(5));
        Assert.Equal("", Read(5));
    }

    [Fact]
    public void ThereIsAlwaysRoomAgain()
    {
        for (int i = 0; i < 5 * ConsoleQueues.Places; i++)
        {
            Come($"{i};");
            Assert.Equal($"{i};", Read(100));
        }
        Assert.Equal(ConsoleQueues.Places, _receiving.Queue.InFlight);
    }

    [Fact]
    public void OneRequestIsSentAtATime()
    {
        Assert.Equal(3, _queues.Write("one"u8));
        Assert.Equal(0, _queues.Write("two"u8));
        Assert.Equal("one", Send());
        Assert.Equal(3, _queues.Write("two"u8));
        Assert.Equal("two", Send());
        Assert.Equal(4096, _queues.Write(new byte[5000]));
    }

    [Fact]
    public void ADeviceThatAnswersWhatNobodyAskedIsBroken()
    {
        Come("x");
        _receiving.Finish(1000, 1);
        Assert.Equal("x", Read(10));
        Assert.True(_queues.IsBroken);
        Assert.Equal(0, _queues.Write("one"u8));
    }
}
