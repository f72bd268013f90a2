using Diesis.Machines;
using Xunit;

namespace Diesis.Kernel.Intercore;

public class PendingFlushTests
{
    private static readonly PhysicalAddress One = new(0x1000), Other = new(0x2000);

    [Fact]
    public void OneFlushIsToldAsItIs()
    {
        PendingFlush flush = default;
        Assert.False(flush.IsDue);
        flush.Add(5, One, new VirtualAddress(0x40000), 3);
        Assert.True(flush.IsDue && flush.IsOpen);
        RemoteFlush told = flush.Take();
        Assert.Equal((0x1000UL, 0x40000UL, 3UL, 5UL), (told.Root.Value, told.Start.Value, told.Pages, told.Number));
        Assert.False(flush.IsDue);
        Assert.True(flush.IsOpen);
        flush.Finish(5);
        Assert.False(flush.IsOpen);
    }

    [Fact]
    public void FlushesOfOneSpaceBecomeOneThatHoldsBoth()
    {
        PendingFlush flush = default;
        flush.Add(1, One, new VirtualAddress(0x40000), 1);
        flush.Add(2, One, new VirtualAddress(0x3E000), 1);
        flush.Add(3, One, new VirtualAddress(0x3F000), 4);
        RemoteFlush told = flush.Take();
        Assert.Equal((0x1000UL, 0x3E000UL, 5UL, 3UL), (told.Root.Value, told.Start.Value, told.Pages, told.Number));
    }

    [Fact]
    public void FlushesOfTwoSpacesBecomeOneOfEverything()
    {
        PendingFlush flush = default;
        flush.Add(1, One, new VirtualAddress(0x40000), 1);
        flush.Add(2, Other, new VirtualAddress(0x40000), 1);
        flush.Add(3, One, new VirtualAddress(0x40000), 1);
        Assert.Equal(0UL, flush.Take().Root.Value);
    }

    [Fact]
    public void WhatComesWhileOneIsOnItsWayIsSentAfterIt()
    {
        PendingFlush flush = default;
        flush.Add(1, One, new VirtualAddress(0x40000), 1);
        _ = flush.Take();
        flush.Add(2, Other, new VirtualAddress(0x50000), 1);
        flush.Finish(1);
        Assert.True(flush.IsOpen && flush.IsDue);
        Assert.Equal(0x50000UL, flush.Take().Start.Value);
    }
}
