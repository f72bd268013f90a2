using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Virtio9p;
using Diesis.Virtio9p.Protocol;

namespace Diesis.Tests.Virtio9p;

public sealed class ShareVolumeTests
{
    private const uint Pipe = 0x11A4, Link = 0xA1FF, Folder = 0x41ED;

    private readonly SimulatedShare _share = new();

    private ShareVolume Volume(SimulatedShare? share = null)
    {
        Assert.Equal(FileStatus.Ok, ShareVolume.Open(new(share ?? _share), out ShareVolume? volume));
        return volume!;
    }

    private FolderService<ShareNode> OpenRoot() => new VolumeHost<ShareNode>(Volume()).OpenRoot();

    private static List<(string Name, FileFacts Facts)> List(IFolder root, string path)
    {
        List<(string, FileFacts)> items = [];
        byte[] room = new byte[FileLimits.MostListBytes];
        for (ulong at = 0; ;)
        {
            FolderBatch batch = root.List(path, at, room).Value;
            if (batch.Count == 0) return items;
            ReadOnlySpan<byte> rest = room.AsSpan(0, (int)batch.Bytes);
            while (FolderEntry.TryRead(ref rest, out string name, out FileFacts facts)) items.Add((name, facts));
            at = batch.Next;
        }
    }

    [Fact]
    public void FilesAreReadAndFoldersListed()
    {
        KeptFile folder = _share.Add(_share.Root, "a folder", mode: Folder);
        _ = _share.Add(folder, "übung", "hello");
        IFolder root = OpenRoot();
        using (IFile file = root.Open("a folder/übung", OpenMode.Read).Value)
        {
            byte[] content = new byte[10];
            Assert.Equal(5u, file.Read(0, content).Value);
            Assert.Equal("hello"u8, content.AsSpan(0, 5));
            Assert.Equal(2u, file.Read(3, content).Value);
            Assert.Equal(0u, file.Read(5, content).Value);
            Assert.Equal(0u, file.Read(ulong.MaxValue, content).Value);
            FileFacts facts = file.Describe().Value;
            Assert.Equal((5u, FileKind.File, 1u), (facts.Size, facts.Kind, facts.Links));
            Assert.Equal(new DateTime(2020, 9, 13, 12, 26, 40, DateTimeKind.Utc).AddTicks(2), facts.Modified);
            Assert.Equal(new DateTime(2001, 9, 9, 1, 46, 40, DateTimeKind.Utc), facts.Accessed);
            Assert.Equal(0, facts.CreatedTicks);
        }
        var item = Assert.Single(List(root, "a folder"));
        Assert.Equal(("übung", 5u, 0u), (item.Name, item.Facts.Size, item.Facts.Identity));
        Assert.Equal(("a folder", 0u, FileKind.Folder), (List(root, "")[0].Name, List(root, "")[0].Facts.Size, List(root, "")[0].Facts.Kind));
        Assert.Equal(FileStatus.NotFound, root.Describe("none").Error);
        Assert.Equal(FileStatus.NotAFolder, root.Describe("a folder/übung/x").Error);
        Assert.Equal(FileStatus.IsAFolder, root.Open("a folder", OpenMode.Read).Error);
    }

    [Fact]
    public void NothingIsWritten()
    {
        _ = _share.Add(_share.Root, "a", "x");
        IFolder root = OpenRoot();
        Assert.Equal(FileStatus.ReadOnly, root.Open("a", OpenMode.Read | OpenMode.Write).Error);
        Assert.Equal(FileStatus.ReadOnly, root.Open("b", OpenMode.Write | OpenMode.Create).Error);
        Assert.Equal(FileStatus.ReadOnly, root.Remove("a").Error);
        Assert.Equal(FileStatus.ReadOnly, root.MakeFolder("f").Error);
        Assert.Equal(FileStatus.ReadOnly, root.Enter("", FolderAccess.Change).Error);
        Assert.DoesNotContain(_share.Kinds, static kind => kind is not (12 or 24 or 40 or 100 or 104 or 110 or 116 or 120));
    }

    [Fact]
    public void WhatIsNoFileIsShownAndNotOpened()
    {
        _ = _share.Add(_share.Root, "link", "../../etc/passwd", Link);
        _ = _share.Add(_share.Root, "pipe", mode: Pipe);
        KeptFile secret = _share.Add(_share.Root, "secret", "x");
        secret.OpenError = 13;
        IFolder root = OpenRoot();
        Assert.Equal([("link", FileKind.Link, 16UL), ("pipe", FileKind.Other, 0UL), ("secret", FileKind.File, 1UL)], List(root, "").Select(static item => (item.Name, item.Facts.Kind, item.Facts.Size)));
        Assert.Equal(FileStatus.NotSupported, root.Open("link", OpenMode.Read).Error);
        Assert.Equal(FileStatus.NotSupported, root.Open("pipe", OpenMode.Read).Error);
        Assert.Equal(FileStatus.NotAFolder, root.Describe("link/x").Error);
        Assert.DoesNotContain((byte)116, _share.Kinds);
        using IFile file = root.Open("secret", OpenMode.Read).Value;
        Assert.Equal(FileStatus.NotPermitted, file.Read(0, new byte[1]).Error);
    }

    [Fact]
    public void EveryNameCanBeShownAndAskedFor()
    {
        byte[][] names = [[0xFF, (byte)'a'], [0xC3], [0xEF, 0x9E, 0x80], [0xEF, 0x9F, 0xBF], [0xED, 0xA0, 0x80], "a\nb"u8.ToArray(), " "u8.ToArray(), "\U0001F600"u8.ToArray(), [.. Enumerable.Repeat((byte)0xFE, 255)]];
        foreach (byte[] name in names) _ = _share.Add(_share.Root, name, "x");
        foreach (byte[] none in (byte[][])[[], "."u8.ToArray(), ".."u8.ToArray(), "a/b"u8.ToArray(), [0]]) _ = _share.Add(_share.Root, none);
        IFolder root = OpenRoot();
        List<(string Name, FileFacts Facts)> items = List(root, "");
        Assert.Equal(names.Length, items.Count);
        Assert.Equal(names.Length, items.Select(static item => item.Name).Distinct().Count());
        Assert.Contains("\U0001F600", items.Select(static item => item.Name));
        Assert.Equal("\uF7FFa", items[0].Name);
        foreach (var (name, _) in items)
        {
            using IFile file = root.Open(name, OpenMode.Read).Value;
            Assert.Equal(1u, file.Read(0, new byte[4]).Value);
        }
    }

    [Fact]
    public void TenThousandAreListedOnceEach()
    {
        for (int i = 0; i < 10_000; i++) _ = _share.Add(_share.Root, $"file {i}", new string('x', i % 7));
        IFolder root = OpenRoot();
        List<(string Name, FileFacts Facts)> items = List(root, "");
        Assert.Equal(Enumerable.Range(0, 10_000).Select(static i => ($"file {i}", (ulong)(i % 7))), items.Select(static item => (item.Name, item.Facts.Size)));
        // Several at a time.
        Assert.InRange(_share.Exchanges, 1, 4 * 10_000 / 16);
        Assert.Equal(2, _share.HeldCount);
    }

    [Fact]
    public void WhatGoesWhileAFolderIsListedIsLeftOut()
    {
        for (int i = 0; i < 40; i++) _ = _share.Add(_share.Root, $"{i}");
        ShareVolume volume = Volume();
        ulong position = 0;
        Assert.Equal(FileStatus.Ok, volume.Next(volume.Root, ref position, out string name, out _));
        Assert.Equal("0", name);
        _share.Root.Inside[20] = ([1], _share.Root.Inside[20].File);
        int count = 1;
        while (volume.Next(volume.Root, ref position, out name, out _) == FileStatus.Ok)
        {
            Assert.NotEqual("20", name);
            count++;
        }
        Assert.Equal(39, count);
    }

    [Fact]
    public void AFolderThatLeadsInCirclesEnds()
    {
        for (int i = 0; i < 3; i++) _ = _share.Add(_share.Root, "..");
        // The last of them says that the first follows: the list begins with length, kind, tag, count, and each has 26 bytes, the place of the next at 13.
        _share.Disturb = answer =>
        {
            if (answer is [_, _, _, _, 41, ..] && answer.Length == 11 + 3 * 26) answer.AsSpan(11, 26).Slice(13, 8).CopyTo(answer.AsSpan(answer.Length - 13));
            return (answer, answer.Length);
        };
        ShareVolume volume = Volume();
        ulong position = 0;
        Assert.Equal(FileStatus.DeviceFailed, volume.Next(volume.Root, ref position, out _, out _));
        Assert.InRange(_share.Exchanges, 3, 100);
    }

    [Theory]
    [InlineData(1 << 20, int.MaxValue, 3)]
    [InlineData(8192, int.MaxValue, 40)]
    [InlineData(1 << 20, 100_000, 5)]
    public unsafe void MuchIsReadByMessagesThatAreUnderWayTogether(uint messageBytes, int mostRead, int mostExchanges)
    {
        _share.MostMessageBytes = messageBytes;
        KeptFile kept = _share.Add(_share.Root, "a");
        kept.Content = new byte[400_001];
        new Random(3).NextBytes(kept.Content);
        kept.Size = 400_001;
        _share.MostRead = mostRead;
        IFolder root = OpenRoot();
        using IFile file = root.Open("a", OpenMode.Read).Value;
        const int pages = 128;
        Assert.Equal(Status.Ok, Kernel.CreateMemory(Startup.Block.Budget, pages, MemoryOptions.None, out Handle<MemoryObject> memory));
        Assert.True(file.Lend(memory).IsOk);
        int before = _share.Exchanges;
        Assert.Equal(399_999u, file.ReadLent(2, 16, 500_000).Value);
        Assert.InRange(_share.Exchanges - before, 1, mostExchanges + 2);
        byte[] read = new byte[399_999];
        Assert.Equal(Status.Ok, Kernel.ReadMemory(memory, 16, read));
        Assert.Equal(kept.Content.AsSpan(2), read.AsSpan());
        Assert.Equal(FileStatus.OutOfRange, file.ReadLent(0, pages * 4096 - 5, 10).Error);
    }

    [Fact]
    public void FilesMayBeLargerThanFourGigabytes()
    {
        KeptFile kept = _share.Add(_share.Root, "large");
        kept.Size = (5UL << 30) + 3;
        IFolder root = OpenRoot();
        using IFile file = root.Open("large", OpenMode.Read).Value;
        Assert.Equal((5UL << 30) + 3, file.Describe().Value.Size);
        Assert.Equal(3u, file.Read(5UL << 30, new byte[10]).Value);
        Assert.Equal(10u, file.Read((4UL << 30) - 5, new byte[10]).Value);
        // It becomes shorter, and longer, while it is open.
        kept.Size = 4;
        Assert.Equal(4u, file.Read(0, new byte[10]).Value);
        kept.Size = 8;
        Assert.Equal(4u, file.Read(4, new byte[10]).Value);
    }

    [Fact]
    public void NumbersAreGivenBack()
    {
        KeptFile folder = _share.Add(_share.Root, "a", mode: Folder);
        _ = _share.Add(folder, "b", "x");
        IFolder root = OpenRoot();
        for (int i = 0; i < 10_000; i++)
        {
            using IFile file = root.Open("a/b", OpenMode.Read).Value;
            _ = file.Read(0, new byte[1]);
            _ = root.Open("a/c", OpenMode.Read);
            _ = root.List("a", 0, new byte[1000]);
        }
        Assert.Equal(1, _share.HeldCount);
        // But there are not any number of them.
        List<IFile> open = [];
        while (root.Open("a/b", OpenMode.Read).TryGet(out IFile one)) open.Add(one);
        Assert.Equal(FileStatus.TooLarge, root.Open("a/b", OpenMode.Read).Error);
        Assert.InRange(open.Count, 4000, 4096);
        foreach (IFile one in open) one.Dispose();
        Assert.True(root.Open("a/b", OpenMode.Read).IsOk);
    }

    [Fact]
    public void WhoSpeaksAnotherDialectIsNotUnderstood()
    {
        _share.Dialect = "9P2000.u";
        Assert.Equal(FileStatus.NotSupported, ShareVolume.Open(new(_share), out _));
        _share.Dialect = "9P2000.L";
        _share.MostMessageBytes = 1000;
        Assert.Equal(FileStatus.NotSupported, ShareVolume.Open(new(_share), out _));
        _share.IsGone = true;
        Assert.Equal(FileStatus.DeviceFailed, ShareVolume.Open(new(_share), out _));
    }

    /// <summary>One answer that is not as it must be, to each question in turn.</summary>
    [Theory]
    [InlineData("short")]
    [InlineData("long")]
    [InlineData("length")]
    [InlineData("kind")]
    [InlineData("tag")]
    [InlineData("empty")]
    [InlineData("error")]
    public void AnswersThatDoNotFitAreErrors(string how)
    {
        for (int nth = 0; ; nth++)
        {
            SimulatedShare share = new();
            _ = share.Add(share.Root, "a", "hello");
            int left = nth;
            share.Disturb = answer => left-- == 0 ? (Spoil(answer, how), how == "short" ? answer.Length - 1 : how == "empty" ? 0 : answer.Length + (how == "long" ? 1 : 0)) : (answer, answer.Length);
            FileStatus status = Use(share);
            if (left >= 0) break;
            // What is said to the end of using a file changes nothing any more.
            Assert.True(status == FileStatus.DeviceFailed || nth == 6, $"{nth}: {status}");
        }
    }

    private static byte[] Spoil(byte[] answer, string how)
    {
        switch (how)
        {
            case "length": answer[0]++; break;
            case "kind": answer[4] ^= 0x10; break;
            case "tag": answer[5]++; break;
            case "error": answer[4] = 7; answer[0]--; break;
        }
        return answer;
    }

    private static FileStatus Use(SimulatedShare share)
    {
        FileStatus status = ShareVolume.Open(new(share), out ShareVolume? volume);
        if (status != FileStatus.Ok) return status;
        status = volume!.Find(volume.Root, "a", out ShareNode? node);
        if (status != FileStatus.Ok) return status;
        status = volume.Read(node!, 0, new byte[10], out int count);
        if (status == FileStatus.Ok) Assert.Equal(5, count);
        _ = volume.Release(node!);
        return status;
    }

    [Fact]
    public void WhateverIsAnsweredEndsWithAStatus() => Fuzzing.Run(3000, random =>
    {
        SimulatedShare share = new();
        KeptFile folder = share.Add(share.Root, "folder", mode: Folder);
        for (int i = 0; i < 30; i++) _ = share.Add(folder, $"file {i}", new string('x', i));
        int quiet = random.Next(12);
        share.Disturb = answer =>
        {
            if (quiet-- > 0) return (answer, answer.Length);
            byte[] changed = random.Mutate(answer);
            return (changed, random.Next(4) == 0 ? random.Next(changed.Length + 40) : changed.Length);
        };
        if (ShareVolume.Open(new(share), out ShareVolume? volume) != FileStatus.Ok) return;
        IFolder root = new VolumeHost<ShareNode>(volume!).OpenRoot();
        byte[] room = new byte[FileLimits.MostListBytes];
        ulong position = 0;
        for (int step = 0; step < 6; step++)
        {
            if (root.List("folder", position, room).TryGet(out FolderBatch batch)) position = batch.Next;
            _ = root.Describe("folder/file 3");
            if (root.Open("folder/file 20", OpenMode.Read).TryGet(out IFile file))
            {
                if (file.Read(0, room.AsSpan(0, 64)).TryGet(out uint count)) Assert.InRange(count, 0u, 64u);
                file.Dispose();
            }
        }
    });
}
