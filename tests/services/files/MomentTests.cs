using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.Files;
using Diesis.FileSystems;
using Diesis.Local;
using Diesis.Servers.Fat;
using Diesis.Servers.Tmpfs;
using Diesis.Servers.Vfs;
using Diesis.Storage;
using FileAttributes = Diesis.Contracts.Files.FileAttributes;

namespace Diesis.Tests.Files;

/// <summary>
/// What a program does with files, while one of the processes that keep them ends at each of its calls of the kernel, one after the other: before it heard of the operation, in the middle of it, and when all is
/// done but the answer. The program must not be able to tell.
/// </summary>
public sealed class MomentTests : IDisposable
{
    private static readonly byte[] Empty = FatDisk.Make(4, "-s", "1");

    private readonly MemoryStore _store = new([.. Empty]);
    private readonly LastingMemory _fatState = new(FatVolumes.LeastMemoryBytes), _vfsState = new(64 * 1024);
    private readonly LocalProcess _client = new();
    private readonly Dictionary<string, KeptServer> _services = [];
    private readonly FileTree _tree;
    private ulong _firstNumber = 1000;

    /// <summary>What a process has of others in the host's tables, to be given back when it ends.</summary>
    private readonly Dictionary<LocalProcess, Action> _atEnd = [];

    public MomentTests()
    {
        Keep("disk", ServeDisk);
        Keep("fat32", ServeFat);
        Keep("tmpfs", static endpoint => FileSystemService<MemoryNode>.Run(endpoint, (string _, out IVolume<MemoryNode>? volume) =>
        {
            volume = Volumes.Tmpfs();
            return FileStatus.Ok;
        }));
        Keep("vfs", ServeVfs);
        _client.Enter();
        Handle<Endpoint> at = _services["vfs"].Offer();
        _tree = Take(FileTree.Open(at));
        _ = Kernel.Release(at);
    }

    private void Keep(string name, Func<Handle<Endpoint>, Status> run)
    {
        KeptServer server = new(run);
        server.Died = () =>
        {
            lock (_atEnd)
                if (_atEnd.Remove(server.Process, out Action? end)) end();
            server.Start();
        };
        _services.Add(name, server);
    }

    private void AtEnd(Action end)
    {
        lock (_atEnd) _atEnd.Add(LocalProcess.Current, end);
    }

    public void Dispose()
    {
        _tree.Dispose();
        Assert.Equal(LocalProcess.OwnHandles, _client.HandleCount);
        foreach (string name in (string[])["vfs", "fat32", "tmpfs", "disk"]) _services[name].Dispose();
        foreach (Action end in _atEnd.Values) end();
        _fatState.Dispose();
        _vfsState.Dispose();
    }

    private Status ServeDisk(Handle<Endpoint> endpoint)
    {
        ObjectServer server = new(endpoint);
        server.Offer<BlockDevicesDispatcher<IBlockDevices>, IBlockDevices>(_ => new Driver(_store));
        return server.Run();
    }

    private sealed class Driver(MemoryStore store) : IBlockDevices
    {
        public Status Count(out uint devices)
        {
            devices = 1;
            return Status.Ok;
        }

        public Status Open(uint number, out IBlockDevice device)
        {
            device = new Disk(store);
            return number == 0 ? Status.Ok : Status.OutOfRange;
        }
    }

    private sealed class Disk(MemoryStore store) : IBlockDevice
    {
        private Handle<MemoryObject> _memory;

        public Status Tell(out BlockDeviceInfo info)
        {
            info = new() { Blocks = store.Blocks, BlockBytes = (uint)store.BlockBytes, MostBlocks = 16, IsVolatile = true };
            return Status.Ok;
        }

        public Status Lend(Handle<MemoryObject> memory, out uint number)
        {
            number = 0;
            _memory = memory;
            return Status.Ok;
        }

        public Status TakeBack(uint number) => Status.NotSupported;

        public ValueTask<Result<FileStatus>> Read(ulong block, uint blocks, uint memory, ulong offset)
        {
            byte[] bytes = new byte[(int)blocks * store.BlockBytes];
            FileStatus status = store.Read(block, bytes);
            Status moved = Kernel.WriteMemory(_memory, offset, bytes);
            return new(moved == Status.Ok ? status : moved);
        }

        public ValueTask<Result<FileStatus>> Write(ulong block, uint blocks, uint memory, ulong offset)
        {
            byte[] bytes = new byte[(int)blocks * store.BlockBytes];
            Status moved = Kernel.ReadMemory(_memory, offset, bytes);
            return new(moved == Status.Ok ? store.Write(block, bytes) : moved);
        }

        public ValueTask<Result<FileStatus>> Flush() => new(store.Flush());

        public void Dispose() => _ = Kernel.Release(_memory);
    }

    private Status ServeFat(Handle<Endpoint> endpoint)
    {
        BlockDevicesClient devices = default;
        BlockDeviceStore? disk = null;
        AtEnd(() =>
        {
            disk?.Dispose();
            if (!devices.Connection.IsNone) devices.Dispose();
        });
        FatVolumes volumes = new(_fatState.Memory, (uint number, out IBlockStore? opened) =>
        {
            Status status = Status.Ok;
            if (devices.Connection.IsNone) status = BlockDevicesClient.Connect(_services["disk"].Offer(), out devices);
            if (status == Status.Ok && disk is null) status = BlockDeviceStore.Open(devices, number, 4, out disk);
            opened = disk;
            return status == Status.Ok ? FileStatus.Ok : FileStatus.DeviceFailed;
        }, () => Volumes.Now);
        return FileSystemService<FatNode>.Run(endpoint, volumes.Open);
    }

    private Status ServeVfs(Handle<Endpoint> endpoint)
    {
        KeptSystems systems = new(_services);
        AtEnd(systems.Dispose);
        VfsService service = new(endpoint, systems, Interlocked.Add(ref _firstNumber, 1000), new(_vfsState.Memory));
        service.Begin(Fstab.Read("disk0 / fat32 rw,name=disk", []), []);
        return VfsServer.Run(endpoint, ref service);
    }

    private static T Take<T>(Result<T, FileStatus> result)
    {
        Assert.Equal((Status.Ok, false, default(FileStatus)), (result.Status, result.HasError, result.HasError ? result.Error : default));
        return result.Value;
    }

    private static FileStatus ErrorOf<T>(Result<T, FileStatus> result)
    {
        Assert.Equal((Status.Ok, true), (result.Status, result.HasError));
        return result.Error;
    }

    private static byte[] Noise(int seed, int length)
    {
        byte[] noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }

    /// <summary>Something that a program does: what is there before, what it does, and what has to be there then. Each leaves nothing.</summary>
    private sealed record Operation(string Name, Action<FileTree> Before, Action<FileTree> Act, Action<FileTree> After);

    private static readonly Operation[] Operations =
    [
        new("make a folder", _ => { }, tree => Take(tree.MakeFolder("/folder")), tree =>
        {
            Assert.Equal(FileStatus.AlreadyThere, ErrorOf(tree.MakeFolder("/folder")));
            Take(tree.Remove("/folder"));
        }),
        new("make a file that must not be there", _ => { }, tree => Take(tree.Open("/new", OpenMode.Write | OpenMode.Create | OpenMode.New)).Dispose(), tree =>
        {
            Assert.Equal(FileStatus.AlreadyThere, ErrorOf(tree.Open("/new", OpenMode.Write | OpenMode.Create | OpenMode.New)));
            Take(tree.Remove("/new"));
        }),
        new("write a file", _ => { }, tree => Take(tree.WriteAll("/small", Noise(1, 3000))), tree =>
        {
            Assert.Equal(Noise(1, 3000), Take(tree.ReadAll("/small")));
            Take(tree.Remove("/small"));
        }),
        new("write a large file", tree => Take(tree.WriteAll("/large", Noise(2, 60_000))), tree => Take(tree.WriteAll("/large", Noise(3, 40_000))), tree =>
        {
            Assert.Equal(Noise(3, 40_000), Take(tree.ReadAll("/large")));
            Take(tree.Remove("/large"));
        }),
        new("read a large file", tree => Take(tree.WriteAll("/large", Noise(4, 60_000))), tree => Assert.Equal(Noise(4, 60_000), Take(tree.ReadAll("/large"))), tree => Take(tree.Remove("/large"))),
        new("append", tree => Take(tree.WriteText("/log", "begin ")), tree =>
        {
            using OpenFile file = Take(tree.Open("/log", OpenMode.Write));
            Assert.Equal(6u, Take(file.Append("one "u8)));
            Assert.Equal(10u, Take(file.Append("two"u8)));
        }, tree =>
        {
            Assert.Equal("begin one two", Take(tree.ReadText("/log")));
            Take(tree.Remove("/log"));
        }),
        new("change a file that is open", tree => Take(tree.WriteAll("/file", Noise(5, 9000))), tree =>
        {
            using OpenFile file = Take(tree.Open("/file", OpenMode.Read | OpenMode.Write));
            Take(file.Write(1000, Noise(6, 500)));
            Take(file.SetSize(2000));
            Take(file.Sync());
            byte[] expected = Noise(5, 2000);
            Noise(6, 500).CopyTo(expected, 1000);
            Assert.Equal(expected, Take(file.ReadAll()));
            Assert.Equal(2000u, Take(file.Describe()).Size);
        }, tree => Take(tree.Remove("/file"))),
        new("remove", tree => Take(tree.WriteAll("/file", Noise(7, 9000))), tree => Take(tree.Remove("/file")), tree => Assert.Equal(FileStatus.NotFound, ErrorOf(tree.Describe("/file")))),
        new("move over another", tree =>
        {
            Take(tree.WriteAll("/one", Noise(8, 5000)));
            Take(tree.WriteText("/other", "gone"));
        }, tree => Take(tree.Move("/one", "/other", MoveMode.Replace)), tree =>
        {
            Assert.Equal(FileStatus.NotFound, ErrorOf(tree.Describe("/one")));
            Assert.Equal(Noise(8, 5000), Take(tree.ReadAll("/other")));
            Take(tree.Remove("/other"));
        }),
        new("move to another folder", tree =>
        {
            Take(tree.WriteAll("/one", Noise(9, 5000)));
            Take(tree.MakeFolder("/folder"));
        }, tree => Take(tree.Move("/one", "/folder/it", MoveMode.New)), tree =>
        {
            Assert.Equal(Noise(9, 5000), Take(tree.ReadAll("/folder/it")));
            Take(tree.Remove("/folder/it"));
            Take(tree.Remove("/folder"));
        }),
        new("list", tree =>
        {
            for (int i = 0; i < 5; i++) Take(tree.WriteText($"/number {i}", ""));
        }, tree => Assert.Equal(["number 0", "number 1", "number 2", "number 3", "number 4"], Take(tree.List("/")).Select(item => item.Name).Order()), tree =>
        {
            for (int i = 0; i < 5; i++) Take(tree.Remove($"/number {i}"));
        }),
        new("change what is kept besides", tree => Take(tree.WriteText("/file", "x")), tree => Take(tree.Change("/file", new() { What = FileChanges.Attributes, Attributes = FileAttributes.Hidden })), tree =>
        {
            Assert.Equal(FileAttributes.Hidden, Take(tree.Describe("/file")).Attributes);
            Take(tree.Remove("/file"));
        }),
        new("have a part of the tree", tree => Take(tree.MakeFolder("/part")), tree =>
        {
            Handle<Endpoint> at = Take(tree.Narrow("/part", FolderAccess.Change));
            using FileTree part = Take(FileTree.Open(at));
            _ = Kernel.Release(at);
            Take(part.WriteText("/x", "inside"));
            Assert.Equal("inside", Take(tree.ReadText("/part/x")));
        }, tree =>
        {
            Take(tree.Remove("/part/x"));
            Take(tree.Remove("/part"));
        }),
        new("mount and unmount", _ => { }, tree =>
        {
            Take(tree.Mount("late", "tmpfs", "late", "/late", FolderAccess.Change));
            Take(tree.WriteText("/late/x", "y"));
            Assert.Equal("y", Take(tree.ReadText("late:///x")));
            Take(tree.Remove("/late/x"));
            Take(tree.Unmount("/late"));
        }, tree =>
        {
            _ = Assert.Single(tree.Mounts());
            Assert.Empty(Take(tree.List("/late")));
            Take(tree.Remove("/late"));
        }),
        new("move to another file system", tree =>
        {
            Take(tree.Mount("late", "tmpfs", "late", "/late", FolderAccess.Change));
            Take(tree.WriteAll("/one", Noise(10, 5000)));
        }, tree => Take(tree.Move("/one", "/late/it", MoveMode.Replace)), tree =>
        {
            Assert.Equal(FileStatus.NotFound, ErrorOf(tree.Describe("/one")));
            Assert.Equal(Noise(10, 5000), Take(tree.ReadAll("/late/it")));
            Take(tree.Remove("/late/it"));
            Take(tree.Unmount("/late"));
            Take(tree.Remove("/late"));
        }),
    ];

    public static TheoryData<string, int> All
    {
        get
        {
            TheoryData<string, int> all = [];
            foreach (string victim in (string[])["vfs", "fat32", "disk"])
                for (int i = 0; i < Operations.Length; i++) all.Add(victim, i);
            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public void NobodySeesThatAProcessEnds(string victim, int operation)
    {
        Operation what = Operations[operation];
        int moments = 0;
        while (!Survives([(victim, moments)], what)) moments++;
        Assert.True(moments < 2000);
        Settle();
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void NobodySeesThatSeveralEnd(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 150; i++)
        {
            Operation what = Operations[random.Next(Operations.Length)];
            _ = Survives([("vfs", random.Next(60)), ("fat32", random.Next(120)), ("disk", random.Next(200))], what);
        }
        Settle();
    }

    /// <returns>Whether all got so far without ending.</returns>
    private bool Survives((string Victim, int Moment)[] deaths, Operation what)
    {
        try
        {
            what.Before(_tree);
            LocalProcess[] victims = [.. deaths.Select(death => _services[death.Victim].Process)];
            for (int i = 0; i < deaths.Length; i++) victims[i].CallsLeft = deaths[i].Moment;
            what.Act(_tree);
            bool survived = victims.All(victim => !victim.HasEnded);
            foreach (LocalProcess victim in victims) victim.CallsLeft = int.MaxValue;
            what.After(_tree);
            return survived;
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            throw new InvalidOperationException($"{what.Name}, while {string.Join(", ", deaths.Select(death => $"{death.Victim} ends at its call {death.Moment}"))}: {failure.Message}", failure);
        }
    }

    /// <summary>Nothing is left, and the disk says so to others.</summary>
    private void Settle()
    {
        Assert.Empty(Take(_tree.List("/")));
        Handle<Endpoint> at = _services["fat32"].Offer();
        Assert.Equal(Status.Ok, FileSystemClient.Connect(at, out FileSystemClient fat));
        _ = Kernel.Release(at);
        Take(fat.Settle("disk0"));
        fat.Dispose();
        FatDisk.Check(_store.LosePower().Content);
    }
}
