using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Contracts.Files;
using FileAttributes = Diesis.Contracts.Files.FileAttributes;

namespace Diesis.Tests.Files;

/// <summary>What every file system does, whatever is below it and between: written once, and run over each, directly and by its contract.</summary>
public abstract partial class FolderSuite : IDisposable
{
    /// <summary>The folder that everything is in, of an empty volume.</summary>
    protected IFolder Root { get; }

    private readonly IDisposable _world;

    protected FolderSuite((IFolder Root, IDisposable World) made) => (Root, _world) = made;

    public void Dispose()
    {
        Root.Dispose();
        _world.Dispose();
    }

    /// <summary>What who tells of events is given: by a contract a weak handle goes, which without one has to be made here.</summary>
    protected virtual Subscriber<FileEvents> Send(Subscription<FileEvents> news) => news.Subscriber;

    protected static Subscriber<FileEvents> Weak(Subscription<FileEvents> news)
    {
        Assert.Equal(Status.Ok, Kernel.Weaken(news.Subscriber.Notification, Rights.Signal, out Handle weak));
        return new(new(weak));
    }

    protected const OpenMode Anew = OpenMode.Read | OpenMode.Write | OpenMode.Create | OpenMode.New;
    protected const OpenMode Both = OpenMode.Read | OpenMode.Write;

    protected static FileStatus StatusOf<T>(Result<T, FileStatus> result)
    {
        Assert.Equal(Status.Ok, result.Status);
        return result.HasError ? result.Error : FileStatus.Ok;
    }

    protected static T Take<T>(Result<T, FileStatus> result)
    {
        Assert.Equal(FileStatus.Ok, StatusOf(result));
        return result.Value;
    }

    protected static byte[] Noise(int seed, int length)
    {
        byte[] noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }

    protected void Put(string path, ReadOnlySpan<byte> content)
    {
        using IFile file = Take(Root.Open(path, OpenMode.Write | OpenMode.Create | OpenMode.Empty));
        for (int done = 0; done < content.Length;)
            done += (int)Take(file.Write((ulong)done, content.Slice(done, Math.Min(FileLimits.MostBytes, content.Length - done))));
    }

    protected byte[] Get(string path)
    {
        using IFile file = Take(Root.Open(path, OpenMode.Read));
        return ReadAll(file);
    }

    private static byte[] ReadAll(IFile file)
    {
        using MemoryStream all = new();
        byte[] part = new byte[FileLimits.MostBytes];
        while (Take(file.Read((ulong)all.Length, part)) is not 0 and var count) all.Write(part, 0, (int)count);
        return all.ToArray();
    }

    protected SortedDictionary<string, FileFacts> List(string path, int room = FileLimits.MostListBytes)
    {
        SortedDictionary<string, FileFacts> all = new(StringComparer.Ordinal);
        byte[] entries = new byte[room];
        for (ulong position = 0; ;)
        {
            FolderBatch batch = Take(Root.List(path, position, entries));
            if (batch.Count == 0) return all;
            ReadOnlySpan<byte> rest = entries.AsSpan(0, (int)batch.Bytes);
            for (uint i = 0; i < batch.Count; i++)
            {
                Assert.True(FolderEntry.TryRead(ref rest, out string name, out FileFacts facts));
                all.Add(name, facts);
            }
            Assert.True(rest.IsEmpty);
            position = batch.Next;
        }
    }

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        byte[] content = Noise(1, 10_000);
        Put("a file", content);
        Assert.Equal(content, Get("a file"));
        Assert.Equal(10_000u, Take(Root.Describe("a file")).Size);
        using IFile file = Take(Root.Open("a file", Both));
        Assert.Equal(3u, Take(file.Write(9_998, Noise(2, 3))));
        Assert.Equal(10_001u, Take(file.Describe()).Size);
        byte[] end = new byte[100];
        Assert.Equal(101 - 90u, Take(file.Read(9_990, end)));
        Assert.Equal(Noise(2, 3), end[8..11]);
        Assert.Equal(0u, Take(file.Read(10_001, end)));
        Assert.Equal(0u, Take(file.Read(ulong.MaxValue, end)));
    }

    [Fact]
    public void WhatLiesBetweenIsZeros()
    {
        using IFile file = Take(Root.Open("holes", Anew));
        Assert.Equal(1u, Take(file.Write(20_000, [7])));
        byte[] expected = new byte[20_001];
        expected[20_000] = 7;
        Assert.Equal(expected, ReadAll(file));
        Take(file.SetSize(5));
        Take(file.SetSize(3_000));
        Assert.Equal(new byte[3_000], ReadAll(file));
        Assert.Equal(5u, Take(file.Write(0, [1, 2, 3, 4, 5])));
        Take(file.SetSize(2));
        Take(file.SetSize(4));
        Assert.Equal([1, 2, 0, 0], ReadAll(file));
    }

    [Fact]
    public void WhatIsAppendedComesBehindWhatIsThere()
    {
        using IFile one = Take(Root.Open("log", Anew)), two = Take(Root.Open("log", OpenMode.Write));
        Assert.Equal(0u, Take(one.Append("one "u8)));
        Assert.Equal(4u, Take(two.Append("two "u8)));
        Assert.Equal(8u, Take(one.Append("three"u8)));
        Assert.Equal("one two three"u8, ReadAll(one));
    }

    [Fact]
    public void LargePartsGoThroughMemoryThatIsLent()
    {
        const int bytes = 300_000, pages = 80;
        byte[] content = Noise(3, bytes), back = new byte[bytes];
        Assert.Equal(Status.Ok, Kernel.CreateMemory(Startup.Block.Budget, pages, MemoryOptions.None, out Handle<MemoryObject> memory));
        using IFile file = Take(Root.Open("large", Anew));
        Assert.Equal(FileStatus.OutOfRange, StatusOf(file.WriteLent(0, 0, 10)));
        Take(file.Lend(memory));
        Assert.Equal(Status.Ok, Kernel.WriteMemory(memory, 100, content));
        Assert.Equal((ulong)bytes, Take(file.WriteLent(0, 100, bytes)));
        Assert.Equal(bytes - 7UL, Take(file.ReadLent(7, 4096, 1 << 18 << 2)));
        Assert.Equal(Status.Ok, Kernel.ReadMemory(memory, 4096, back.AsSpan(0, bytes - 7)));
        Assert.Equal(content[7..], back[..^7]);
        Assert.Equal(FileStatus.OutOfRange, StatusOf(file.ReadLent(0, pages * 4096, 1)));
        Assert.Equal(FileStatus.OutOfRange, StatusOf(file.ReadLent(0, ulong.MaxValue - 1, 8)));
        Assert.Equal(0u, Take(file.ReadLent(bytes, 0, 8)));
        _ = Kernel.Release(memory);
    }

    [Fact]
    public void AFileIsOpenedAsItsModeSays()
    {
        Assert.Equal(FileStatus.NotFound, StatusOf(Root.Open("x", Both)));
        Put("x", [1, 2, 3]);
        Assert.Equal(FileStatus.AlreadyThere, StatusOf(Root.Open("x", Anew)));
        Take(Root.Open("x", OpenMode.Write | OpenMode.Empty)).Dispose();
        Assert.Empty(Get("x"));
        using (IFile file = Take(Root.Open("x", OpenMode.Read))) Assert.Equal(FileStatus.ReadOnly, StatusOf(file.Write(0, [1])));
        using (IFile file = Take(Root.Open("x", OpenMode.Write))) Assert.Equal(FileStatus.NotSupported, StatusOf(file.Read(0, new byte[1])));
        foreach (OpenMode mode in new[] { default, OpenMode.Create, OpenMode.Read | OpenMode.Empty, OpenMode.Write | OpenMode.New })
            Assert.Equal(FileStatus.NotSupported, StatusOf(Root.Open("x", mode)));
        Take(Root.MakeFolder("folder"));
        Assert.Equal(FileStatus.IsAFolder, StatusOf(Root.Open("folder", OpenMode.Read)));
        Assert.Equal(FileStatus.IsAFolder, StatusOf(Root.Open("", OpenMode.Read)));
    }

    [Fact]
    public void PathsLeadDownAndNowhereElse()
    {
        Take(Root.MakeFolder("one"));
        Take(Root.MakeFolder("one/two"));
        Put("one/two/three", [3]);
        Put("outside", [1]);
        Assert.Equal([3], Get("one/two/three"));
        Assert.Equal(FileStatus.NotFound, StatusOf(Root.Describe("one/four/three")));
        Assert.Equal(FileStatus.NotAFolder, StatusOf(Root.Describe("one/two/three/four")));
        Assert.Equal(FileStatus.NotFound, StatusOf(Root.MakeFolder("none/x")));
        using IFolder one = Take(Root.Enter("one", FolderAccess.Change));
        Assert.Equal(1u, Take(one.Describe("two/three")).Size);
        foreach (string path in new[] { "..", "../outside", "two/../../outside", "/", "two/", "two//three", "./two", "." })
        {
            Assert.Equal(FileStatus.BadName, StatusOf(one.Describe(path)));
            Assert.Equal(FileStatus.BadName, StatusOf(one.Open(path, Anew)));
            Assert.Equal(FileStatus.BadName, StatusOf(one.Enter(path, FolderAccess.Read)));
            Assert.Equal(FileStatus.BadName, StatusOf(one.Remove(path)));
            Assert.Equal(FileStatus.BadName, StatusOf(one.Move("two", path, MoveMode.New)));
        }
    }

    [Fact]
    public void AFolderThatIsForReadingChangesNothing()
    {
        Take(Root.MakeFolder("shown"));
        Put("shown/file", [1, 2]);
        using IFolder shown = Take(Root.Enter("shown", FolderAccess.Read));
        using (IFile file = Take(shown.Open("file", OpenMode.Read))) Assert.Equal([1, 2], ReadAll(file));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(shown.Open("file", Both)));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(shown.Open("new", OpenMode.Read | OpenMode.Create)));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(shown.MakeFolder("new")));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(shown.Remove("file")));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(shown.Move("file", "other", MoveMode.New)));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(shown.Change("file", new() { What = FileChanges.Attributes })));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(shown.Enter("", FolderAccess.Change)));
        Assert.Equal(["file"], List("shown").Keys);
    }

    [Fact]
    public void AFolderIsListedInBatches()
    {
        Take(Root.MakeFolder("many"));
        string[] names = [.. Enumerable.Range(0, 150).Select(i => $"file number {i:D3}")];
        foreach (string name in names) Put($"many/{name}", [1]);
        Assert.Equal(names, List("many").Keys);
        Assert.Equal(names, List("many", room: 200).Keys);
        Assert.Equal(FileStatus.TooLarge, StatusOf(Root.List("many", 0, new byte[8])));
        Assert.Equal(FileStatus.NotAFolder, StatusOf(Root.List("many/file number 000", 0, new byte[8])));
        Assert.DoesNotContain(List("many", room: 200), entry => entry.Value.IsFolder || entry.Value.Size != 1);
        Assert.True(List("")["many"].IsFolder);
    }

    [Fact]
    public void WhatIsRemovedWhileItIsListedLeavesNothingOut()
    {
        Take(Root.MakeFolder("many"));
        for (int i = 0; i < 40; i++) Put($"many/{i:D2}", []);
        List<string> seen = [];
        byte[] entries = new byte[300];
        FolderBatch batch = default;
        do
        {
            batch = Take(Root.List("many", batch.Next, entries));
            ReadOnlySpan<byte> rest = entries.AsSpan(0, (int)batch.Bytes);
            while (FolderEntry.TryRead(ref rest, out string name, out _))
            {
                seen.Add(name);
                Take(Root.Remove($"many/{name}"));
            }
        }
        while (batch.Count != 0);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i:D2}"), seen.Order());
        Assert.Empty(List("many"));
    }

    [Fact]
    public void WhatIsRemovedCanBeUsedOn()
    {
        Put("file", [1, 2, 3]);
        using (IFile file = Take(Root.Open("file", Both)))
        {
            Take(Root.Remove("file"));
            Assert.Equal(FileStatus.NotFound, StatusOf(Root.Describe("file")));
            Assert.Equal(2u, Take(file.Write(3, [4, 5])));
            Assert.Equal([1, 2, 3, 4, 5], ReadAll(file));
            Assert.Equal(0u, Take(file.Describe()).Links);
            Put("file", [9]);
            Assert.Equal([1, 2, 3, 4, 5], ReadAll(file));
        }
        Assert.Equal([9], Get("file"));
        Assert.Equal(FileStatus.NotFound, StatusOf(Root.Remove("other")));
        Assert.Equal(FileStatus.InUse, StatusOf(Root.Remove("")));
    }

    [Fact]
    public void AFolderGoesWhenItIsEmpty()
    {
        Take(Root.MakeFolder("folder"));
        Put("folder/file", []);
        Assert.Equal(FileStatus.NotEmpty, StatusOf(Root.Remove("folder")));
        using IFolder folder = Take(Root.Enter("folder", FolderAccess.Change));
        Take(Root.Remove("folder/file"));
        Take(Root.Remove("folder"));
        Assert.Equal(FileStatus.NotFound, StatusOf(folder.Open("new", Anew)));
        Assert.Equal(FileStatus.AlreadyThere, StatusOf(Root.MakeFolder("")));
    }

    [Fact]
    public void AMoveIsOneStep()
    {
        Take(Root.MakeFolder("a"));
        Take(Root.MakeFolder("b"));
        Put("a/x", [1]);
        Put("b/y", [2]);
        using IFile x = Take(Root.Open("a/x", Both)), y = Take(Root.Open("b/y", Both));
        ulong identity = Take(x.Describe()).Identity;
        Assert.Equal(FileStatus.AlreadyThere, StatusOf(Root.Move("a/x", "b/y", MoveMode.New)));
        Take(Root.Move("a/x", "b/y", MoveMode.Replace));
        Assert.Equal([1], Get("b/y"));
        Assert.Equal([2], ReadAll(y));
        Assert.Equal(identity, Take(x.Describe()).Identity);
        Assert.NotEqual(identity, Take(y.Describe()).Identity);
        Assert.Empty(List("a"));
        Assert.Equal(FileStatus.IntoItself, StatusOf(Root.Move("b", "b/c", MoveMode.New)));
        Take(Root.Move("b", "a/b", MoveMode.New));
        Assert.Equal([1], Get("a/b/y"));
        Assert.Equal(FileStatus.NotFound, StatusOf(Root.Move("b", "c", MoveMode.New)));
        Put("file", []);
        Assert.Equal(FileStatus.IsAFolder, StatusOf(Root.Move("file", "a", MoveMode.Replace)));
        Assert.Equal(FileStatus.NotAFolder, StatusOf(Root.Move("a", "file", MoveMode.Replace)));
        Take(Root.MakeFolder("empty"));
        Assert.Equal(FileStatus.NotEmpty, StatusOf(Root.Move("empty", "a", MoveMode.Replace)));
        Take(Root.Move("a", "empty", MoveMode.Replace));
        Assert.Equal([1], Get("empty/b/y"));
        Take(Root.Move("file", "file", MoveMode.Replace));
        Assert.Equal(["empty", "file"], List("").Keys);
    }

    [Fact]
    public void FactsCanBeSet()
    {
        Put("file", [1]);
        DateTime then = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        Take(Root.Change("file", new() { What = FileChanges.Modified | FileChanges.Attributes, ModifiedTicks = then.Ticks, Attributes = FileAttributes.ReadOnly | FileAttributes.Hidden }));
        FileFacts facts = Take(Root.Describe("file"));
        Assert.Equal((then, FileAttributes.ReadOnly | FileAttributes.Hidden, 1u), (facts.Modified, facts.Attributes, facts.Links));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(Root.Open("file", Both)));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(Root.Remove("file")));
        Take(Root.Change("file", new() { What = FileChanges.Attributes }));
        using IFile file = Take(Root.Open("file", Both));
        Take(file.Change(new() { What = FileChanges.Attributes, Attributes = FileAttributes.System }));
        Assert.Equal(FileAttributes.System, List("")["file"].Attributes);
        Assert.Equal(FileKind.File, facts.Kind);
    }

    [Fact]
    public void WhoWatchesHearsWhatHappens()
    {
        Take(Root.MakeFolder("folder"));
        Assert.Equal(Status.Ok, Subscription<FileEvents>.Create(out Subscription<FileEvents> ofFolder));
        Assert.Equal(Status.Ok, Subscription<FileEvents>.Create(out Subscription<FileEvents> ofFile));
        Take(Root.Watch("folder", Send(ofFolder)));
        Assert.Equal(Status.WouldBlock, ofFolder.Wait(out _, 0));
        Put("folder/file", [1]);
        Hears(ofFolder, FileEvents.Added | FileEvents.Written);
        using (IFile file = Take(Root.Open("folder/file", Both)))
        {
            Take(file.Watch(Send(ofFile)));
            Take(file.Append([2]));
            Hears(ofFile, FileEvents.Written);
            Hears(ofFolder, FileEvents.Written);
        }
        Take(Root.Change("folder/file", new() { What = FileChanges.Attributes, Attributes = FileAttributes.Hidden }));
        Hears(ofFile, FileEvents.Changed);
        Hears(ofFolder, FileEvents.Changed);
        Take(Root.Move("folder/file", "folder/moved", MoveMode.New));
        Hears(ofFolder, FileEvents.Added | FileEvents.Removed);
        Take(Root.Remove("folder/moved"));
        Hears(ofFolder, FileEvents.Removed);
        Hears(ofFile, FileEvents.Gone);
        ofFolder.Dispose();
        Put("folder/other", []);
        Assert.Equal(FileStatus.NotFound, StatusOf(Root.Watch("none", Send(ofFile))));
        ofFile.Dispose();
    }

    private static void Hears(Subscription<FileEvents> news, FileEvents expected)
    {
        Assert.Equal(Status.Ok, news.Wait(out FileEvents events, 0));
        Assert.Equal(expected, events);
    }

    [Fact]
    public void AFullVolumeSaysSo()
    {
        byte[] part = Noise(5, FileLimits.MostBytes);
        ulong written = 0;
        using (IFile file = Take(Root.Open("all", Anew)))
        {
            FileStatus status = FileStatus.Ok;
            while (status == FileStatus.Ok)
            {
                Result<uint, FileStatus> one = file.Write(written, part);
                status = StatusOf(one);
                if (status == FileStatus.Ok) written += one.Value;
                Assert.True(written < 64 << 20);
            }
            Assert.Equal(FileStatus.NoSpace, status);
            Assert.Equal(written, Take(file.Describe()).Size);
            Assert.Equal(FileStatus.NoSpace, StatusOf(file.Append(part)));
            Assert.Equal(written, Take(file.Describe()).Size);
        }
        Take(Root.Remove("all"));
        Put("again", part);
        Assert.Equal(part, Get("again"));
        Take(Root.Sync());
    }
}
