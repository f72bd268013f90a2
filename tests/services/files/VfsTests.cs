using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Files;
using Diesis.Local;
using Diesis.Servers.Tmpfs;
using Diesis.Servers.Vfs;
using Diesis.Services;

namespace Diesis.Tests.Files;

/// <summary>One tree out of several file systems, each a process of its own, and programs that have the whole of it or a part.</summary>
public sealed class VfsTests : IDisposable
{
    private const ulong BrokersBadge = 77;

    private readonly LocalProcess _client = new();
    private readonly LastingMemory _memory = new(32 * 1024);
    private readonly Dictionary<string, KeptServer> _systems = [];
    private readonly KeptServer _vfs;
    private readonly List<string> _problems = [];

    private const string Table = """
        root   /        tmpfs  rw
        second /mnt/two tmpfs  rw,name=two
        shown  /shown   tmpfs  ro
        apart  none     tmpfs  rw,name=apart
        lost   /lost    nobody rw
        """;

    private ulong _firstNumber = 1000;

    public VfsTests()
    {
        _systems["tmpfs"] = new(StartTmpfs);
        _vfs = new(StartVfs);
        _client.Enter();
        Tree = OpenTree();
    }

    private FileTree Tree { get; }

    private FileTree OpenTree()
    {
        Handle<Endpoint> at = _vfs.Offer(BrokersBadge);
        FileTree tree = Take(FileTree.Open(at));
        _ = Kernel.Release(at);
        return tree;
    }

    public void Dispose()
    {
        Tree.Dispose();
        Assert.Equal(LocalProcess.OwnHandles, _client.HandleCount);
        _vfs.Dispose();
        foreach (KeptServer system in _systems.Values) system.Dispose();
        _memory.Dispose();
    }

    private static Status StartTmpfs(Handle<Endpoint> endpoint)
        => FileSystemService<MemoryNode>.Run(endpoint, (string _, out IVolume<MemoryNode>? volume) =>
        {
            volume = Volumes.Tmpfs();
            return FileStatus.Ok;
        });

    private Status StartVfs(Handle<Endpoint> endpoint)
    {
        VfsService service = new(endpoint, new KeptSystems(_systems), _firstNumber, new(_memory.Memory));
        _firstNumber += 1000;
        service.Begin(Fstab.Read(Table, _problems), _problems);
        IVfs vfs = service;
        return VfsServer.Run(endpoint, ref vfs);
    }

    private static void Restart(KeptServer server)
    {
        server.Kill();
        server.Start();
    }

    private static FileStatus StatusOf<T>(Result<T, FileStatus> result)
    {
        Assert.Equal(Status.Ok, result.Status);
        return result.HasError ? result.Error : FileStatus.Ok;
    }

    private static T Take<T>(Result<T, FileStatus> result)
    {
        Assert.Equal(FileStatus.Ok, StatusOf(result));
        return result.Value;
    }

    private static string[] Names(FileTree tree, string path) => [.. Take(tree.List(path)).Select(item => item.Name).Order(StringComparer.Ordinal)];

    [Fact]
    public void APathLeadsIntoTheFileSystemThatIsMountedNearest()
    {
        Assert.Equal(["lost", "mnt", "shown"], Names(Tree, "/"));
        Take(Tree.WriteText("/mnt/one", "in the root"));
        Take(Tree.WriteText("/mnt/two/file", "in the second"));
        Assert.Equal("in the second", Take(Tree.ReadText("mnt/two/../two//file")));
        Assert.Equal("in the second", Take(Tree.ReadText("two:///file")));
        Assert.Equal("in the second", Take(Tree.ReadText("fs:///mnt/two/file")));
        Assert.Equal(["one", "two"], Names(Tree, "fs:///mnt"));
        Assert.Equal(["file"], Names(Tree, "/mnt/two"));
        Take(Tree.WriteText("apart:///x", "y"));
        Assert.Equal(FileStatus.NotFound, StatusOf(Tree.ReadText("/x")));
        Assert.Equal(FileStatus.NotFound, StatusOf(Tree.ReadText("nothing:///x")));
        Assert.Equal(FileStatus.NotSupported, StatusOf(Tree.ReadText("/lost/x")));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(Tree.WriteText("/shown/x", "y")));
        Assert.Equal(FileStatus.BadName, StatusOf(Tree.ReadText("two://file")));
        Assert.Empty(_problems);
    }

    [Fact]
    public void WhoHasAPartHasNothingElse()
    {
        Take(Tree.MakeFolder("home"));
        Take(Tree.MakeFolder("home/ada"));
        Take(Tree.WriteText("home/ada/note", "mine"));
        Take(Tree.WriteText("secret", "not hers"));
        Take(Tree.Mount("", "tmpfs", "third", "/home/ada/work", FolderAccess.Change));
        Handle<Endpoint> at = Take(Tree.Narrow("/home/ada", FolderAccess.Change));
        using FileTree ada = Take(FileTree.Open(at));
        _ = Kernel.Release(at);
        Assert.Equal("mine", Take(ada.ReadText("/note")));
        Assert.Equal(FileStatus.NotFound, StatusOf(ada.ReadText("/../../secret")));
        Assert.Equal(FileStatus.NotFound, StatusOf(ada.ReadText("/secret")));
        Assert.Equal(FileStatus.NotFound, StatusOf(ada.ReadText("two:///x")));
        Take(ada.WriteText("/work/plan", "in the third"));
        Assert.Equal("in the third", Take(Tree.ReadText("/home/ada/work/plan")));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(ada.Mount("", "tmpfs", "x", "/x", FolderAccess.Change)));
        Assert.Empty(ada.Mounts());
        Assert.Equal(6, Tree.Mounts().Count);

        Handle<Endpoint> shown = Take(ada.Narrow("", FolderAccess.Read));
        using FileTree guest = Take(FileTree.Open(shown));
        _ = Kernel.Release(shown);
        Assert.Equal("mine", Take(guest.ReadText("note")));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(guest.WriteText("note", "yours")));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(guest.WriteText("work/plan", "yours")));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(guest.Narrow("", FolderAccess.Change)));
        Assert.Equal(FileStatus.NotAFolder, StatusOf(ada.Narrow("note", FolderAccess.Read)));
    }

    /// <summary>Whatever a path looks like, the call gets there and back, says what is wrong, and leads to nothing that is not the caller's.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void PathsOfAnyShapeAreAnswered(int seed)
    {
        Take(Tree.MakeFolder("home"));
        Take(Tree.WriteText("secret", "not hers"));
        Handle<Endpoint> at = Take(Tree.Narrow("/home", FolderAccess.Change));
        using FileTree ada = Take(FileTree.Open(at));
        _ = Kernel.Release(at);
        string[] pieces =
        [
            "/", "//", ".", "..", "...", "home", "secret", "two", "://", ":", "fs:///", "two:///", "fs://", "\\", "\0", "\uD800", "\uDC00", "\uFFFF", " ", "\t", "\n", "ä", "𝄪", "%2e%2e",
            "/../", "/./", "none", "*", "?", "a", new string('x', 300), new string('/', 50), "~", "C:", "fs:/", "..\\", "home/", "/home/../../secret",
        ];
        Random random = new(seed);
        for (int i = 0; i < 400; i++)
        {
            string path = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            foreach (FileTree tree in (FileTree[])[Tree, ada])
            {
                Assert.Equal(Status.Ok, tree.Describe(path).Status);
                Assert.Equal(Status.Ok, tree.List(path).Status);
                Assert.Equal(Status.Ok, tree.Remove(path + "/nothing").Status);
                Assert.Equal(Status.Ok, tree.Move(path + "/nothing", path, MoveMode.Replace).Status);
            }
            Assert.NotEqual("not hers", ada.ReadText(path).IsOk ? ada.ReadText(path).Value : "");
            if (ada.MakeFolder(path) is { IsOk: true }) Take(ada.Remove(path));
            Result<Handle<Endpoint>, FileStatus> part = ada.Narrow(path, FolderAccess.Read);
            Assert.Equal(Status.Ok, part.Status);
            if (part.IsOk) _ = Kernel.Release(part.Value);
        }
        Assert.Equal("not hers", Take(Tree.ReadText("secret")));
        string longest = new('y', FilePath.MostLength + 1);
        Assert.Equal(FileStatus.BadName, StatusOf(Tree.Describe(longest)));
    }

    [Fact]
    public void FileSystemsComeAndGo()
    {
        Take(Tree.Mount("late", "tmpfs", "late", "/a/b", FolderAccess.Change));
        Take(Tree.WriteText("/a/b/x", "1"));
        Assert.Equal("1", Take(Tree.ReadText("late:///x")));
        Assert.Equal(FileStatus.InUse, StatusOf(Tree.Mount("late", "tmpfs", "later", "/c", FolderAccess.Change)));
        Assert.Equal(FileStatus.InUse, StatusOf(Tree.Mount("", "tmpfs", "later", "/a/b", FolderAccess.Change)));
        Assert.Equal(FileStatus.NotSupported, StatusOf(Tree.Mount("", "none", "later", "/c", FolderAccess.Change)));
        Assert.Equal(FileStatus.NotFound, StatusOf(Tree.Describe("/c")));
        Assert.Equal(FileStatus.BadName, StatusOf(Tree.Mount("", "tmpfs", "two words", "/c", FolderAccess.Change)));
        Assert.Equal(FileStatus.InUse, StatusOf(Tree.Unmount("/")));
        Assert.Equal(FileStatus.NotFound, StatusOf(Tree.Unmount("/a")));
        using (OpenFile open = Take(Tree.Open("/a/b/x", OpenMode.Read)))
        {
            Take(Tree.Unmount("/a/b"));
            Assert.Equal("1"u8, Take(open.ReadAll()));
        }
        Assert.Empty(Names(Tree, "/a/b"));
        Assert.Equal(FileStatus.NotFound, StatusOf(Tree.ReadText("late:///x")));
    }

    [Fact]
    public void WhatIsMovedToAnotherFileSystemIsCopied()
    {
        byte[] content = new byte[700_000];
        new Random(1).NextBytes(content);
        Take(Tree.WriteAll("/large", content));
        Take(Tree.Move("/large", "/mnt/two/there", MoveMode.New));
        Assert.Equal(content, Take(Tree.ReadAll("two:///there")));
        Assert.Equal(FileStatus.NotFound, StatusOf(Tree.Describe("/large")));
        Assert.Equal(700_000u, Take(Tree.Copy("two:///there", "/copy", MoveMode.Replace)));
        Assert.Equal(FileStatus.AlreadyThere, StatusOf(Tree.Copy("two:///there", "/copy", MoveMode.New)));
        Take(Tree.MakeFolder("/folder"));
        Assert.Equal(FileStatus.NotSupported, StatusOf(Tree.Move("/folder", "two:///folder", MoveMode.New)));
        Take(Tree.Move("/folder", "/other", MoveMode.New));
        Assert.Equal(["copy", "lost", "mnt", "other", "shown"], Names(Tree, "/"));
    }

    [Fact]
    public void TheNextVfsKnowsWhatTheLastOneDid()
    {
        Take(Tree.MakeFolder("part"));
        Take(Tree.WriteText("part/x", "1"));
        Take(Tree.Mount("late", "tmpfs", "late", "/with space", FolderAccess.Change));
        Handle<Endpoint> at = Take(Tree.Narrow("part", FolderAccess.Read));
        using FileTree part = Take(FileTree.Open(at));
        _ = Kernel.Release(at);
        using OpenFile open = Take(part.Open("x", OpenMode.Read));
        List<string> mounts = Tree.Mounts();
        Restart(_vfs);
        Assert.Equal("1"u8, Take(open.ReadAll()));
        Assert.Equal("1", Take(part.ReadText("x")));
        Assert.Equal(FileStatus.ReadOnly, StatusOf(part.Remove("x")));
        Assert.Equal(mounts, Tree.Mounts());
        Take(Tree.WriteText("/with space/y", "2"));
        Assert.Equal("2", Take(Tree.ReadText("late:///y")));
    }

    [Fact]
    public void WhoseFileSystemEndsGoesOnWithTheNext()
    {
        Take(Tree.WriteText("/x", "1"));
        using OpenFile open = Take(Tree.Open("/x", OpenMode.Read | OpenMode.Write));
        Restart(_systems["tmpfs"]);
        // What is kept in memory is gone with its process; who had it open is told.
        Assert.Equal(FileStatus.NotFound, StatusOf(open.ReadAll()));
        Assert.Equal(FileStatus.NotFound, StatusOf(Tree.ReadText("/x")));
        Take(Tree.MakeFolder("/folder"));
        Take(Tree.WriteText("/folder/y", "2"));
        Assert.Equal(["folder", "lost", "mnt", "shown"], Names(Tree, "/"));
        Restart(_systems["tmpfs"]);
        Take(Tree.MakeFolder("/folder"));
        Assert.Empty(Names(Tree, "/folder"));
    }
}
