using Diesis.Contracts.Files;
using Diesis.Servers.Vfs;

namespace Diesis.Tests.Files;

public sealed class VfsMemoryTests : IDisposable
{
    private static readonly MountEntry[] Mounts =
    [
        new() { Source = "disk0", Path = "a \\ path\nwith 3 things", Kind = "fat32", Name = "disk", Access = FolderAccess.Read },
        new() { Source = "x", Path = null, Kind = "tmpfs", Name = "x" },
    ];

    private static readonly TreePart[] Parts = [new("home/ada", FolderAccess.Change), new("", FolderAccess.Read), new("with space", FolderAccess.Read)];

    private readonly LastingMemory _memory = new(8 * 1024);

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void TheNextInstanceFindsWhatTheLastOneKept()
    {
        VfsMemory first = new(_memory.Memory);
        Assert.Empty(first.Mounts);
        Assert.True(first.TryKeep(Mounts, Parts));
        VfsMemory next = new(_memory.Memory);
        Assert.Equal(Mounts, next.Mounts);
        Assert.Equal(Parts, next.Parts);
        Assert.True(next.TryKeep([], Parts));
        VfsMemory last = new(_memory.Memory);
        Assert.Empty(last.Mounts);
        Assert.Equal(Parts, last.Parts);
    }

    /// <summary>An instance ends in the middle of writing: whatever the new half is like, the old one counts.</summary>
    [Fact]
    public void WhatWasCutOffIsAsIfItHadNotBeenKept()
    {
        VfsMemory memory = new(_memory.Memory);
        Assert.True(memory.TryKeep(Mounts, Parts));
        byte[] before = _memory.Memory.Bytes.ToArray();
        Assert.True(memory.TryKeep([], []));
        byte[] after = _memory.Memory.Bytes.ToArray();
        int[] changed = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        Assert.NotEmpty(changed);
        foreach (int at in changed)
        {
            after.CopyTo(_memory.Memory.Bytes);
            _memory.Memory.Bytes[at] ^= 0x40;
            Assert.Equal(Mounts, new VfsMemory(_memory.Memory).Mounts);
        }
    }

    [Fact]
    public void WhatHasNoRoomIsNotKept()
    {
        VfsMemory memory = new(_memory.Memory);
        Assert.True(memory.TryKeep(Mounts, Parts));
        Assert.False(memory.TryKeep([], [.. Enumerable.Range(0, 100).Select(i => new TreePart(new string('x', 100) + i, FolderAccess.Read))]));
        Assert.Equal(Mounts, new VfsMemory(_memory.Memory).Mounts);
    }
}
