using Diesis.Kernel.Memory;
using Xunit;

namespace Diesis.Tests.Kernel.Memory;

public unsafe class EntriesTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(7, 0, 7)]
    [InlineData(8, 0, 8)]
    [InlineData(300, 0, 300)]
    [InlineData(300, 300, 300)]
    [InlineData(300, 301, Entries.Count)]
    [InlineData(511, 3, 511)]
    [InlineData(511, 512, Entries.Count)]
    public void TheNextUsedEntryIsFound(int used, int from, int expected)
    {
        ulong* entries = stackalloc ulong[Entries.Count];
        entries[used] = 1;

        Assert.Equal(expected, Entries.NextUsed(entries, from));
    }
}
