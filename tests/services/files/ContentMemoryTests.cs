using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Servers.Fat;
using Diesis.Servers.Tmpfs;
using Diesis.Storage;

namespace Diesis.Tests.Files;

/// <summary>Files that are mapped and read and written by calls, over memory that behaves as the kernel's.</summary>
public sealed class ContentMemoryTests
{
    private const int PageBytes = 4096;

    /// <summary>Memory of one file, as who has mapped it sees it.</summary>
    private sealed class Mapped(Memories all, ulong number, ulong pages) : IContentMemory
    {
        private readonly Dictionary<ulong, byte[]> _pages = [];

        public ulong Pages { get; private set; } = pages;
        public int Present => _pages.Count;
        public bool IsReleased { get; private set; }

        public Status Open(Rights rights, out Handle<MemoryObject> memory)
        {
            memory = default;
            return Status.Ok;
        }

        public PageMove Supply(ulong page, ReadOnlySpan<byte> content)
        {
            if (page >= Pages || all.Present >= all.Room) return PageMove.Refused;
            return _pages.TryAdd(page, content.ToArray()) ? PageMove.Done : PageMove.IsSo;
        }

        public PageMove Take(ulong page, Span<byte> content)
        {
            if (all.IsOnOtherCore) return PageMove.Refused;
            if (!_pages.Remove(page, out byte[]? taken)) return PageMove.IsSo;
            taken.CopyTo(content);
            return PageMove.Done;
        }

        public bool TryRead(ulong at, Span<byte> into)
        {
            if (!_pages.TryGetValue(at / PageBytes, out byte[]? page)) return false;
            page.AsSpan((int)(at % PageBytes), into.Length).CopyTo(into);
            return true;
        }

        public bool TryWrite(ulong at, ReadOnlySpan<byte> from)
        {
            if (!_pages.TryGetValue(at / PageBytes, out byte[]? page)) return false;
            from.CopyTo(page.AsSpan((int)(at % PageBytes)));
            return true;
        }

        public bool TryResize(ulong wanted)
        {
            if (all.IsOnOtherCore && wanted < Pages) return false;
            foreach (ulong page in _pages.Keys.Where(page => page >= wanted).ToArray()) _ = _pages.Remove(page);
            Pages = wanted;
            return true;
        }

        public void Release() => IsReleased = true;

        /// <summary>A byte, for who has it mapped; null: touching it is a fault.</summary>
        public byte? this[ulong at]
        {
            get => TryTouch(at) ? _pages[at / PageBytes][at % PageBytes] : null;
            set
            {
                if (TryTouch(at)) _pages[at / PageBytes][at % PageBytes] = value!.Value;
            }
        }

        private bool TryTouch(ulong at) => at / PageBytes < Pages && (_pages.ContainsKey(at / PageBytes) || all.Touch!(number, at / PageBytes));

        /// <summary>Who may write to memory may also give its pages back.</summary>
        public void GiveBack(ulong page) => _ = _pages.Remove(page);
    }

    private sealed class Memories : IContentMemories
    {
        public List<Mapped> All { get; } = [];
        public Func<ulong, ulong, bool>? Touch { get; set; }
        public int Room { get; set; } = int.MaxValue;
        public bool IsOnOtherCore { get; set; }
        public int Present => All.Where(memory => !memory.IsReleased).Sum(memory => memory.Present);

        public Status Create(ulong pages, ulong number, out IContentMemory? memory)
        {
            Mapped made = new(this, number, pages);
            All.Add(made);
            memory = made;
            return Status.Ok;
        }
    }

    private static T Take<T>(Communication.Result<T, FileStatus> result)
    {
        Assert.Equal(FileStatus.Ok, result.HasError ? result.Error : FileStatus.Ok);
        Assert.True(result.IsOk);
        return result.Value;
    }

    private static (FolderService<TNode> Root, Memories Memories) Host<TNode>(IVolume<TNode> volume) where TNode : class
    {
        Memories memories = new();
        FileMemories<TNode> files = new(memories);
        memories.Touch = files.TrySupply;
        return (new VolumeHost<TNode>(volume, files).OpenRoot(), memories);
    }

    private const OpenMode Both = OpenMode.Read | OpenMode.Write | OpenMode.Create;

    private static byte[] ReadAll(IFile file)
    {
        byte[] all = new byte[Take(file.Describe()).Size];
        for (int done = 0; done < all.Length;) done += (int)Take(file.Read((uint)done, all.AsSpan(done, Math.Min(4096, all.Length - done))));
        return all;
    }

    [Fact]
    public void CallsAndMemoryHaveTheSameContent()
    {
        (FolderService<MemoryNode> root, Memories memories) = Host(Volumes.Tmpfs());
        using IFile file = Take(root.Open("file", Both)), other = Take(root.Open("file", OpenMode.Read));
        Take(file.SetSize(10_000));
        _ = Take(file.OpenMemory());
        _ = Take(other.OpenMemory());
        Mapped mapped = Assert.Single(memories.All);
        Assert.Equal(3u, mapped.Pages);
        Assert.Equal((byte?)0, mapped[5000]);
        mapped[5000] = 7;
        byte[] read = new byte[3];
        Assert.Equal(3u, Take(other.Read(4999, read)));
        Assert.Equal([0, 7, 0], read);
        Take(file.Write(4095, [1, 2, 3]));
        Assert.Equal([1, 2, 3], (byte?[])[mapped[4095], mapped[4096], mapped[4097]]);
        Take(root.Remove("file"));
        Assert.Equal(2u, (uint)ReadAll(other)[4096]);
        file.Dispose();
        Assert.False(mapped.IsReleased);
        other.Dispose();
        Assert.True(mapped.IsReleased);
    }

    [Fact]
    public void WhatIsBehindTheEndIsNotThere()
    {
        (FolderService<MemoryNode> root, Memories memories) = Host(Volumes.Tmpfs());
        using IFile file = Take(root.Open("file", Both));
        _ = Take(file.OpenMemory());
        Mapped mapped = memories.All[0];
        Assert.Null(mapped[0]);
        Take(file.Write(0, new byte[4096]));
        Take(file.Write(4096, [1, 2, 3]));
        // A file that grows has further pages, for who has mapped it as well.
        Assert.Equal((byte)1, mapped[4096]);
        mapped[4098] = 9;
        Take(file.SetSize(4097));
        Take(file.SetSize(5000));
        Assert.Equal([1, 0], (byte?[])[mapped[4096], mapped[4098]]);
        mapped[0] = 5;
        Take(file.SetSize(0));
        Assert.Null(mapped[0]);
        Take(file.SetSize(1));
        Assert.Equal((byte)0, mapped[0]);
    }

    [Fact]
    public void AGibibyteIsMappedAndTouchedHereAndThere()
    {
        (FolderService<MemoryNode> root, Memories memories) = Host(Volumes.Tmpfs());
        using IFile file = Take(root.Open("large", Both));
        Take(file.SetSize(1 << 30));
        _ = Take(file.OpenMemory());
        for (uint i = 0; i < 100; i++) memories.All[0][i * 10_000_019UL] = (byte)i;
        Take(file.Sync());
        byte[] one = new byte[1];
        for (uint i = 0; i < 100; i++)
        {
            Assert.Equal(1u, Take(file.Read(i * 10_000_019UL, one)));
            Assert.Equal((byte)i, one[0]);
        }
    }

    [Fact]
    public void PagesThatAreToBeThereAreThereAtOnce()
    {
        (FolderService<MemoryNode> root, Memories memories) = Host(Volumes.Tmpfs());
        using IFile file = Take(root.Open("file", Both));
        Take(file.SetSize(100_000));
        Assert.Equal(FileStatus.OutOfRange, file.Prepare(0, 1).Error);
        _ = Take(file.OpenMemory());
        memories.Room = 10;
        Take(file.Prepare(3, 8));
        Assert.Equal(8, memories.Present);
        memories.All[0].GiveBack(5);
        Take(file.Prepare(2, 9));
        Assert.Equal(9, memories.Present);
        Assert.Equal(FileStatus.NoSpace, file.Prepare(0, 20).Error);
        Assert.Equal(FileStatus.OutOfRange, file.Prepare(20, 6).Error);
        Assert.Equal(FileStatus.OutOfRange, file.Prepare(ulong.MaxValue, 2).Error);
    }

    [Fact]
    public void MemoryThatCannotBeWrittenBackStays()
    {
        (FolderService<MemoryNode> root, Memories memories) = Host(new MemoryVolume(64 * 1024, () => Volumes.Now));
        using IFile file = Take(root.Open("file", Both));
        Take(file.SetSize(1 << 20));
        _ = Take(file.OpenMemory());
        memories.Room = 40;
        int touched = 0;
        while (touched < 256 && memories.All[0][(ulong)touched * 4096] is not null) memories.All[0][(ulong)touched++ * 4096] = (byte)(touched | 1);
        Assert.InRange(touched, 40, 60);
        Assert.Equal(FileStatus.NoSpace, file.Sync().Error);
        for (int i = 0; i < touched - 1; i++)
        {
            byte[] one = new byte[1];
            _ = Take(file.Read((ulong)i * 4096, one));
            Assert.Equal((byte)(i + 1 | 1), one[0]);
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void RandomUsesOfTmpfsAgreeWithAModel(int seed) => AgreesWithAModel(Volumes.Tmpfs(), seed);

    [Theory, InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void RandomUsesOfFat32AgreeWithAModel(int seed)
    {
        MemoryStore store = new(FatDisk.Make(4, "-s", "1"));
        using LastingMemory memory = new(FatVolume.LeastMemoryBytes);
        Assert.Equal(FileStatus.Ok, FatVolume.Open(store, memory.Memory, () => Volumes.Now, out FatVolume? volume));
        byte[] expected = AgreesWithAModel(new FatFiles(volume!), seed);
        Assert.Equal(FileStatus.Ok, volume!.Close());
        FatDisk.Check(store.LosePower().Content);
        using LastingMemory none = new(FatVolume.LeastMemoryBytes);
        Assert.Equal(FileStatus.Ok, FatVolume.Open(store.LosePower(), none.Memory, () => Volumes.Now, out FatVolume? later));
        using IFile file = Take(new VolumeHost<FatNode>(new FatFiles(later!)).OpenRoot().Open("file", OpenMode.Read));
        Assert.Equal(expected, ReadAll(file));
    }

    private static byte[] AgreesWithAModel<TNode>(IVolume<TNode> volume, int seed) where TNode : class
    {
        (FolderService<TNode> root, Memories memories) = Host(volume);
        Random random = new(seed);
        byte[] model = [];
        using IFile file = Take(root.Open("file", Both));
        memories.Room = 6;
        for (int i = 0; i < 600; i++)
        {
            memories.IsOnOtherCore = random.Next(4) == 0;
            switch (random.Next(8))
            {
                case 0:
                    int size = random.Next(60_000);
                    Take(file.SetSize((uint)size));
                    Array.Resize(ref model, size);
                    break;
                case 1:
                    byte[] part = new byte[random.Next(4096)];
                    random.NextBytes(part);
                    int at = random.Next(model.Length + 1);
                    if (part.Length == 0) break;
                    Assert.Equal((uint)part.Length, Take(file.Write((uint)at, part)));
                    if (at + part.Length > model.Length) Array.Resize(ref model, at + part.Length);
                    part.CopyTo(model, at);
                    break;
                case 2:
                    Assert.Equal(model, ReadAll(file));
                    break;
                case 3:
                    Take(random.Next(2) == 0 ? file.Sync() : root.Sync());
                    break;
                case 4 when memories.All.Count != 0 && random.Next(3) == 0:
                    // What was written is given up with the page, if nobody had it stored.
                    Take(file.Sync());
                    memories.All[^1].GiveBack((ulong)random.Next(16));
                    break;
                default:
                    _ = Take(file.OpenMemory());
                    ulong touched = (ulong)random.Next(model.Length + 5000);
                    byte? there = memories.All[^1][touched];
                    // Memory that is used on another core gives no room.
                    if (there is null && touched < (ulong)model.Length) Assert.True(memories.IsOnOtherCore);
                    if (there is null) break;
                    if (touched < (ulong)model.Length)
                    {
                        Assert.Equal(model[touched], there);
                        model[touched] = (byte)random.Next(256);
                        memories.All[^1][touched] = model[touched];
                    }
                    break;
            }
        }
        memories.IsOnOtherCore = false;
        Take(file.Sync());
        Assert.Equal(model, ReadAll(file));
        return model;
    }
}
