using Diesis.Abi;
using Diesis.VirtioBlock;

namespace Diesis.Tests.VirtioBlock;

public class LentMemoriesTests
{
    private readonly LentMemories<string> _lent = new();

    [Fact]
    public void WhatLiesOutsideIsNotUsed()
    {
        Assert.True(_lent.TryAdd("a", 4096, out uint a));
        Assert.Equal(Status.Ok, _lent.BeginUse(a, 3584, 512, out string memory));
        Assert.Equal("a", memory);
        Assert.Equal(
            [Status.OutOfRange, Status.OutOfRange, Status.OutOfRange, Status.BadArgument, Status.BadArgument, Status.BadArgument],
            [
                _lent.BeginUse(a, 3588, 512, out _), _lent.BeginUse(a, 0, ulong.MaxValue, out _), _lent.BeginUse(a, ulong.MaxValue - 3, 512, out _),
                _lent.BeginUse(a, 2, 512, out _), _lent.BeginUse(a + 1, 0, 512, out _), _lent.BeginUse(uint.MaxValue, 0, 512, out _),
            ]);
    }

    [Fact]
    public void WhatIsInUseIsNotTakenBack()
    {
        Assert.True(_lent.TryAdd("a", 4096, out uint a));
        Assert.Equal(Status.Ok, _lent.BeginUse(a, 0, 512, out _));
        Assert.Equal(Status.BadState, _lent.Remove(a, out _));
        Assert.False(_lent.EndUse(a, out _));
        Assert.Equal(Status.Ok, _lent.Remove(a, out string memory));
        Assert.Equal("a", memory);
        Assert.Equal(Status.BadArgument, _lent.Remove(a, out _));
    }

    [Fact]
    public void WhatIsInUseWhenItsUserGoesStaysUntilItIsNotInUse()
    {
        Assert.True(_lent.TryAdd("a", 4096, out uint a) && _lent.TryAdd("b", 4096, out _));
        Assert.Equal(Status.Ok, _lent.BeginUse(a, 0, 512, out _));
        Assert.Equal(Status.Ok, _lent.BeginUse(a, 0, 512, out _));
        Assert.True(_lent.TryTakeUnused(out string memory));
        Assert.Equal("b", memory);
        Assert.False(_lent.TryTakeUnused(out _));
        Assert.Equal(Status.BadArgument, _lent.BeginUse(a, 0, 512, out _));
        Assert.False(_lent.EndUse(a, out _));
        Assert.True(_lent.EndUse(a, out memory));
        Assert.Equal("a", memory);
    }

    [Fact]
    public void NobodyLendsWithoutEnd()
    {
        for (int i = 0; i < LentMemories<string>.Most; i++) Assert.True(_lent.TryAdd("", 1, out _));
        Assert.False(_lent.TryAdd("", 1, out _));
        Assert.Equal(Status.Ok, _lent.Remove(3, out _));
        Assert.True(_lent.TryAdd("", 1, out uint number));
        Assert.Equal(3U, number);
    }
}
