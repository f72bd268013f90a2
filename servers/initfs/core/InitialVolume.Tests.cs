using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Servers.Initfs;

namespace Diesis.Tests.Files;

public sealed class InitialVolumeTests
{
    private static Handle<MemoryObject> Memory(ReadOnlySpan<byte> content)
    {
        Assert.Equal(Status.Ok, Kernel.CreateMemory(Startup.Block.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> memory));
        Assert.Equal(Status.Ok, Kernel.WriteMemory(memory, 0, content));
        return memory;
    }

    private static IFolder Make(out Handle<MemoryObject> memory)
    {
        InitialVolume volume = new(5);
        memory = Memory("hello"u8);
        Assert.True(volume.TryAdd("etc/greeting", memory, 5));
        Assert.True(volume.TryAdd("etc/more/greeting", memory, 3));
        Assert.False(volume.TryAdd("etc", memory, 5));
        Assert.False(volume.TryAdd("etc/greeting", memory, 5));
        Assert.False(volume.TryAdd("etc/greeting/x", memory, 5));
        Assert.False(volume.TryAdd("../x", memory, 5));
        Assert.False(volume.TryAdd("", memory, 5));
        return new VolumeHost<InitialNode>(volume).OpenRoot();
    }

    [Fact]
    public void FilesAreReadAndFoldersListed()
    {
        IFolder root = Make(out _);
        using IFile file = root.Open("etc/greeting", OpenMode.Read).Value;
        byte[] content = new byte[10];
        Assert.Equal(5u, file.Read(0, content).Value);
        Assert.Equal("hello"u8, content.AsSpan(0, 5));
        Assert.Equal(2u, file.Read(3, content).Value);
        Assert.Equal(0u, file.Read(ulong.MaxValue, content).Value);
        byte[] entries = new byte[1000];
        FolderBatch batch = root.List("etc", 0, entries).Value;
        ReadOnlySpan<byte> rest = entries.AsSpan(0, (int)batch.Bytes);
        Assert.True(FolderEntry.TryRead(ref rest, out string name, out FileFacts facts));
        Assert.Equal(("greeting", 5u, FileKind.File), (name, facts.Size, facts.Kind));
        Assert.True(FolderEntry.TryRead(ref rest, out name, out facts));
        Assert.Equal(("more", FileKind.Folder), (name, facts.Kind));
        Assert.Equal(FileStatus.NotFound, root.Describe("etc/none").Error);
        Assert.Equal(FileStatus.NotAFolder, root.Describe("etc/greeting/x").Error);
    }

    [Fact]
    public void NothingIsWritten()
    {
        IFolder root = Make(out _);
        Assert.Equal(FileStatus.ReadOnly, root.Open("etc/greeting", OpenMode.Read | OpenMode.Write).Error);
        Assert.Equal(FileStatus.ReadOnly, root.Remove("etc/greeting").Error);
        Assert.Equal(FileStatus.ReadOnly, root.Enter("etc", FolderAccess.Change).Error);
    }

    [Fact]
    public void TheContentItselfIsHandedOutAsMemoryThatNobodyWrites()
    {
        IFolder root = Make(out Handle<MemoryObject> own);
        using IFile file = root.Open("etc/greeting", OpenMode.Read).Value;
        Handle<MemoryObject> memory = file.OpenMemory().Value;
        Assert.Equal(Status.Ok, Kernel.WriteMemory(own, 0, "J"u8));
        byte[] content = new byte[5];
        Assert.Equal(Status.Ok, Kernel.ReadMemory(memory, 0, content));
        Assert.Equal("Jello"u8, content);
        Assert.Equal(Status.NotPermitted, Kernel.WriteMemory(memory, 0, content));
    }
}
