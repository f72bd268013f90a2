using System.Runtime.InteropServices;
using System.Text;
using Diesis.Machines.Simulated;

namespace Diesis.Kernel.Console;

public sealed unsafe class LogRingTests : IDisposable
{
    private readonly SimulatedHardware _machine = SimulatedHardware.Alone(1 << 20);
    private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc((nuint)LogRing.Bytes, 64);
    private LogRing _ring;

    public LogRingTests()
    {
        new Span<byte>(_memory, (int)LogRing.Bytes).Clear();
        _ring = new LogRing(_memory);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _machine.Dispose();
    }

    private bool TryAdd(ulong time) => _ring.TryAdd(new LogEntry(time, LogLevel.Information, Encoding.UTF8.GetBytes($"line {time}")));

    private void ExpectNext(ulong time)
    {
        Assert.True(_ring.TryPeek(out ulong peeked));
        Assert.Equal(time, peeked);
        Assert.True(_ring.TryTake(out LogEntry entry));
        Assert.Equal(time, entry.Nanoseconds);
        Assert.Equal($"line {time}", Encoding.UTF8.GetString(entry.Bytes));
    }

    [Fact]
    public void AnEmptyRingHasNothing()
    {
        Assert.False(_ring.TryPeek(out _));
        Assert.False(_ring.TryTake(out _));
        Assert.Equal(0UL, _ring.TakeDropped());
    }

    [Fact]
    public void LinesComeOutInOrderManyTimesRoundTheRing()
    {
        ulong put = 0, taken = 0;
        foreach (int count in (int[])[1, 31, 32, 7, 32, 32, 20, 32])
        {
            for (int i = 0; i < count; i++) Assert.True(TryAdd(++put));
            for (int i = 0; i < count; i++) ExpectNext(++taken);
            Assert.False(_ring.TryTake(out _));
        }
    }

    [Fact]
    public void TheNewestAreDroppedAndCounted()
    {
        for (ulong time = 1; time <= LogRing.Lines; time++) Assert.True(TryAdd(time));
        for (int i = 0; i < 3; i++) Assert.False(TryAdd(999));
        Assert.Equal(3UL, _ring.TakeDropped());
        Assert.Equal(0UL, _ring.TakeDropped());

        ExpectNext(1);
        Assert.True(TryAdd(LogRing.Lines + 1));
        Assert.False(TryAdd(999));
        Assert.Equal(1UL, _ring.TakeDropped());
        for (ulong time = 2; time <= LogRing.Lines + 1; time++) ExpectNext(time);
    }

    [Fact]
    public void ALineKeepsItsLevelAndItsLongestText()
    {
        byte[] text = [.. Enumerable.Range(0, LogLine.Most + 5).Select(i => (byte)('a' + i % 26))];
        Assert.True(_ring.TryAdd(new LogEntry(7, LogLevel.Warning, text)));
        Assert.True(_ring.TryTake(out LogEntry entry));
        Assert.Equal(LogLevel.Warning, entry.Level);
        Assert.Equal(text[..LogLine.Most], entry.Bytes.ToArray());
    }

    [Fact]
    public void NothingIsWrittenBehindTheRing()
    {
        ulong bytes = LogRing.Bytes;
        var memory = (byte*)NativeMemory.AllocZeroed((nuint)bytes + 64);
        new Span<byte>(memory + bytes, 64).Fill(0xA5);
        var ring = new LogRing(memory);
        byte[] text = Enumerable.Repeat((byte)'x', LogLine.Most).ToArray();
        for (int i = 0; i < LogRing.Lines; i++) Assert.True(ring.TryAdd(new LogEntry(1, LogLevel.Error, text)));
        Assert.Equal(-1, new Span<byte>(memory + bytes, 64).IndexOfAnyExcept((byte)0xA5));
        NativeMemory.Free(memory);
    }
}
