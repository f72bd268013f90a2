using Diesis.Kernel.Memory;
using Diesis.Machines;
using Xunit;

namespace Diesis.Tests.Kernel.Memory;

public sealed unsafe class LeafTableTests
{
    private const ulong Region = Page.LargeSize;

    [Fact]
    public void NothingIsFoundBeforeATableIsRemembered()
    {
        LeafTable leaves = default;
        Assert.True(leaves.Find(new VirtualAddress(0)) == null);
        Assert.True(leaves.Find(new VirtualAddress(ulong.MaxValue)) == null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5 * Region)]
    public void AllOfTheTablesRegionIsFoundAndNothingElse(ulong start)
    {
        ulong* entries = stackalloc ulong[512];
        LeafTable leaves = default;
        leaves.Remember(new VirtualAddress(start + 7 * Page.Size + 5), entries + 7);

        Assert.True(leaves.Find(new VirtualAddress(start)) == entries);
        Assert.True(leaves.Find(new VirtualAddress(start + Region - 1)) == entries + 511);
        Assert.True(leaves.Find(new VirtualAddress(start + Region)) == null);
        Assert.True(leaves.Find(new VirtualAddress(start - 1)) == null);
    }
}
