using Diesis.Machines;

namespace Diesis.Kernel;

public sealed class CoreAreaTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(CoreNumber.Most - 1)]
    public void AnAddressInAStackFindsAllOfIt(int number)
    {
        var area = new CoreArea(new CoreNumber(number));
        foreach (ulong offset in (ulong[])[0, 8, CoreArea.StackBytes - 1])
        {
            Assert.True(CoreArea.TryFindStack(area.Stack + offset, out var start, out var end));
            Assert.Equal((area.Stack, area.StackTop), (start, end));
        }
    }

    [Fact]
    public void WhatLiesBesideAStackIsNone()
    {
        var area = new CoreArea(new CoreNumber(1));
        foreach (var address in (VirtualAddress[])[area.Stack - 1, area.StackTop, area.Blocks, KernelLayout.CoreAreas - 8, default, new(ulong.MaxValue)])
            Assert.False(CoreArea.TryFindStack(address, out _, out _));
        Assert.True(CoreArea.IsStackGuard(area.Stack - 1));
        Assert.False(CoreArea.IsStackGuard(area.Stack));
    }
}
