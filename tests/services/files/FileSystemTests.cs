using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Local;
using Diesis.Servers.Fat;
using Diesis.Servers.Tmpfs;

namespace Diesis.Tests.Files;

/// <summary>The file systems that the suite is run over.</summary>
internal static class Volumes
{
    private static readonly byte[] Disk = FatDisk.Make(4, "-s", "1");

    public static DateTime Now => new(2026, 1, 2, 3, 4, 6, DateTimeKind.Utc);

    public static MemoryVolume Tmpfs() => new(4 << 20, () => Now);

    /// <summary>A volume that is checked when it is done with.</summary>
    public sealed class Fat : IDisposable
    {
        private readonly MemoryStore _store = new([.. Disk]);
        private readonly LastingMemory _memory = new(256 * 1024);
        private readonly FatVolume _volume;

        public Fat()
        {
            Assert.Equal(FileStatus.Ok, FatVolume.Open(_store, _memory.Memory, () => Now, out FatVolume? volume));
            _volume = volume!;
            Files = new(_volume);
        }

        public FatFiles Files { get; }

        public void Dispose()
        {
            Assert.Equal(FileStatus.Ok, _volume.Close());
            FatDisk.Check(_store.Content);
            _memory.Dispose();
        }
    }

    /// <summary>A volume's process, and a client that has its root.</summary>
    public static (IFolder Root, LocalServer Server) Serve<TNode>(IVolume<TNode> volume) where TNode : class
    {
        var server = LocalServer.Host(host => FileSystemService<TNode>.Offer(host, (string source, out IVolume<TNode>? opened) =>
        {
            opened = source == "it" ? volume : null;
            return opened is null ? FileStatus.NotFound : FileStatus.Ok;
        }));
        Handle<Endpoint> at = server.Offer();
        Assert.Equal(Status.Ok, FileSystemClient.Connect(at, out FileSystemClient client));
        Assert.Equal(FileStatus.NotFound, client.Open("other").Error);
        return (client.Open("it").Value, server);
    }
}

public sealed class TmpfsTests() : FolderSuite((new VolumeHost<MemoryNode>(Volumes.Tmpfs()).OpenRoot(), new MemoryStream()))
{
    protected override Subscriber<FileEvents> Send(Subscription<FileEvents> news) => Weak(news);
}

public sealed class TmpfsByContractTests() : FolderSuite(Volumes.Serve(Volumes.Tmpfs()));

public sealed class FatTests : FolderSuite
{
    public FatTests() : this(new()) { }

    private FatTests(Volumes.Fat fat) : base((new VolumeHost<FatNode>(fat.Files).OpenRoot(), fat)) { }

    protected override Subscriber<FileEvents> Send(Subscription<FileEvents> news) => Weak(news);
}

public sealed class FatByContractTests : FolderSuite
{
    public FatByContractTests() : this(new()) { }

    private FatByContractTests(Volumes.Fat fat) : base(Make(fat)) { }

    private static (IFolder, IDisposable) Make(Volumes.Fat fat)
    {
        (IFolder root, LocalServer server) = Volumes.Serve(fat.Files);
        return (root, new Ends(server, fat));
    }

    private sealed class Ends(LocalServer server, Volumes.Fat fat) : IDisposable
    {
        public void Dispose()
        {
            server.Dispose();
            fat.Dispose();
        }
    }
}
