using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Servers.Fat;
using Diesis.Storage;

namespace Diesis.Tests.Files;

public sealed class FatVolumesTests
{
    private static readonly byte[] Disk = FatDisk.Make(4, "-s", "1");

    [Theory, InlineData("disk0", 0, 0), InlineData("disk12", 12, 0), InlineData("disk0.1", 0, 1), InlineData("disk3.128", 3, 128)]
    public void ASourceIsADiskOrAPartOfOne(string text, uint disk, int partition)
    {
        Assert.True(FatSource.TryParse(text, out FatSource source));
        Assert.Equal(new(disk, partition), source);
        Assert.Equal(text, source.ToString());
    }

    [Theory, InlineData(""), InlineData("disk"), InlineData("disk00"), InlineData("disk1."), InlineData("disk1.0"), InlineData("disk.1"), InlineData("disk-1"), InlineData("disk99999"), InlineData("tmp0")]
    public void NothingElseIsASource(string text) => Assert.False(FatSource.TryParse(text, out _));

    [Fact]
    public void EachVolumeHasMemoryThatTheNextInstanceFinds()
    {
        using LastingMemory memory = new(FatVolumes.LeastMemoryBytes);
        MemoryStore[] disks = [new([.. Disk]), new([.. Disk]), new([.. Disk])];
        FatVolumes Start() => new(memory.Memory, (uint number, out IBlockStore? disk) =>
        {
            disk = number < disks.Length ? disks[number] : null;
            return disk is null ? FileStatus.NotFound : FileStatus.Ok;
        }, () => Volumes.Now);

        FatVolumes first = Start();
        Assert.Equal(FileStatus.NotFound, first.Open("disk3", out _));
        Assert.Equal(FileStatus.NotFound, first.Open("disk0.1", out _));
        foreach (int number in new[] { 0, 1 })
        {
            Assert.Equal(FileStatus.Ok, first.Open($"disk{number}", out IVolume<FatNode>? volume));
            Assert.Equal(FileStatus.Ok, volume!.Create(volume.Root, $"file {number}", FileKind.File, out FatNode? file));
            Assert.Equal(FileStatus.Ok, volume.Write(file!, 0, "not on the disk yet"u8, out _));
        }
        Assert.Equal(FileStatus.TooLarge, first.Open("disk2", out _));

        FatVolumes next = Start();
        foreach (int number in new[] { 1, 0 })
        {
            Assert.Equal(FileStatus.Ok, next.Open($"disk{number}", out IVolume<FatNode>? volume));
            Assert.Equal(FileStatus.Ok, volume!.Find(volume.Root, $"file {number}", out FatNode? file));
            byte[] content = new byte[30];
            Assert.Equal(FileStatus.Ok, volume.Read(file!, 0, content, out int count));
            Assert.Equal("not on the disk yet"u8, content.AsSpan(0, count));
            Assert.Equal(FileStatus.Ok, volume.Settle());
            FatDisk.Check(disks[number].Content);
        }
    }

    [Fact]
    public void WhatIsNoVolumeTakesNoMemory()
    {
        using LastingMemory memory = new(FatVolumes.LeastMemoryBytes);
        FatVolumes volumes = new(memory.Memory, (uint number, out IBlockStore? disk) =>
        {
            disk = new MemoryStore(number < 5 ? new byte[1 << 20] : [.. Disk]);
            return FileStatus.Ok;
        }, () => Volumes.Now);
        for (int i = 0; i < 5; i++) Assert.NotEqual(FileStatus.Ok, volumes.Open($"disk{i}", out _));
        Assert.Equal(FileStatus.Ok, volumes.Open("disk5", out _));
    }
}
