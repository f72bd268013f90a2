namespace Diesis.Kernel.Devices;

public sealed class InterruptLatchTests
{
    [Fact]
    public void AnOpenOneLetsOneThrough()
    {
        InterruptLatch latch = default;
        Assert.False(latch.Open());
        Assert.True(latch.IsOpen);
        Assert.True(latch.TryPass());
        Assert.False(latch.IsOpen);
        Assert.False(latch.TryPass());
    }

    [Fact]
    public void WhatComesWhileItIsClosedPassesOnceWhenItIsOpened()
    {
        InterruptLatch latch = default;
        Assert.False(latch.TryPass());
        Assert.False(latch.TryPass());
        Assert.True(latch.Open());
        Assert.False(latch.IsOpen);
        Assert.False(latch.Open());
        Assert.True(latch.IsOpen);
    }

    [Fact]
    public void AClosedOneHoldsBackAndForgetsNothing()
    {
        InterruptLatch latch = default;
        _ = latch.Open();
        latch.Close();
        Assert.False(latch.TryPass());
        latch.Close();
        Assert.True(latch.Open());
    }
}
