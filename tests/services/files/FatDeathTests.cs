using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Files;
using Diesis.Local;
using Diesis.Servers.Fat;
using Diesis.Servers.Vfs;
using Diesis.Storage;

namespace Diesis.Tests.Files;

/// <summary>The process of FAT32 dies in the middle of what it does, again and again, while a client works; its disk and the memory that it leaves to the next instance stay.</summary>
public sealed class FatDeathTests : IDisposable
{
    private const int Steps = 250;

    private static readonly byte[] Empty = FatDisk.Make(4, "-s", "1");

    private readonly Random _random = new(1), _lives = new(2);
    private readonly MemoryStore _disk = new([.. Empty]);
    private readonly LastingMemory _state = new(FatVolumes.LeastMemoryBytes), _vfsState = new(64 * 1024);
    private readonly LocalProcess _client = new();
    private readonly KeptServer _fat, _vfs;
    private readonly FileTree _tree;
    private readonly Dictionary<string, byte[]> _model = [];
    private int _deaths;

    public FatDeathTests()
    {
        _fat = new(Serve);
        _vfs = new(ServeVfs);
        _client.Enter();
        Handle<Endpoint> at = _vfs.Offer();
        _tree = FileTree.Open(at).Value;
        _ = Kernel.Release(at);
    }

    public void Dispose()
    {
        _vfs.Dispose();
        _fat.Dispose();
        _state.Dispose();
        _vfsState.Dispose();
    }

    private Status Serve(Handle<Endpoint> endpoint)
    {
        FatVolumes volumes = new(_state.Memory, (uint _, out IBlockStore? disk) =>
        {
            disk = _disk;
            return FileStatus.Ok;
        }, () => Volumes.Now);
        try
        {
            return FileSystemService<FatNode>.Run(endpoint, volumes.Open);
        }
        catch (ProcessDiedException)
        {
            LocalProcess.Current.End();
            new System.Threading.Thread(StartNext) { IsBackground = true }.Start();
            return Status.Dead;
        }
    }

    private void StartNext()
    {
        _fat.Kill();
        _deaths++;
        _disk.LifeLeft = _lives.Next(10, 30);
        _fat.Start();
    }

    private Status ServeVfs(Handle<Endpoint> endpoint)
    {
        VfsService service = new(endpoint, new KeptSystems(new() { ["fat32"] = _fat }), 1, new(_vfsState.Memory));
        service.Begin(Fstab.Read("disk0 / fat32 rw", []), []);
        return VfsServer.Run(endpoint, ref service);
    }

    [Fact]
    public void NothingIsLostAndNothingIsDoneTwice()
    {
        Assert.True(_tree.WriteText("before", "x").IsOk);
        Assert.True(_tree.Remove("before").IsOk);
        _disk.LifeLeft = 40;
        for (int i = 0; i < Steps; i++) Step(i);
        Assert.True(_deaths > 6, $"it died only {_deaths} times");

        _disk.LifeLeft = int.MaxValue;
        Assert.True(_tree.Sync("/").IsOk);
        Check(_tree.List("/").Value.ToDictionary(item => item.Name, item => _tree.ReadAll(item.Name).Value));
        _fat.Kill();
        using LastingMemory none = new(FatVolume.LeastMemoryBytes);
        Assert.Equal(FileStatus.Ok, FatVolume.Open(new MemoryStore([.. _disk.LosePower().Content]), none.Memory, () => Volumes.Now, out FatVolume? volume));
        FolderService<FatNode> root = new VolumeHost<FatNode>(new FatFiles(volume!)).OpenRoot();
        Check(_model.Keys.ToDictionary(name => name, name => Read(root, name)));
    }

    private static byte[] Read(FolderService<FatNode> root, string name)
    {
        using IFile file = root.Open(name, OpenMode.Read).Value;
        byte[] content = new byte[(int)file.Describe().Value.Size];
        for (int done = 0; done < content.Length;)
            done += (int)file.Read((uint)done, content.AsSpan(done, Math.Min(FileLimits.MostBytes, content.Length - done))).Value;
        return content;
    }

    private void Check(Dictionary<string, byte[]> found)
    {
        Assert.Equal(_model.Keys.Order(), found.Keys.Order());
        foreach ((string name, byte[] content) in _model) Assert.Equal(content, found[name]);
    }

    private void Step(int step)
    {
        string name = $"file number {_random.Next(8)}";
        byte[] content = new byte[_random.Next(16_000)];
        _random.NextBytes(content);
        switch (_random.Next(5))
        {
            case 0 when _model.ContainsKey(name):
                Assert.True(_tree.Remove(name).IsOk);
                _ = _model.Remove(name);
                break;
            case 1 when _model.TryGetValue(name, out byte[]? moved):
                string other = $"moved {step}";
                Assert.True(_tree.Move(name, other, MoveMode.Replace).IsOk);
                _ = _model.Remove(name);
                _model[other] = moved;
                break;
            case 2 when _model.TryGetValue(name, out byte[]? there):
                Assert.Equal(there, _tree.ReadAll(name).Value);
                break;
            case 3:
                Assert.True(_tree.Sync("/").IsOk);
                break;
            default:
                Assert.True(_tree.WriteAll(name, content).IsOk);
                _model[name] = content;
                break;
        }
    }
}
