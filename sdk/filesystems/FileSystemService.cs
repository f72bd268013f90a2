using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.FileSystems;

/// <summary>Finds the volume that a source names.</summary>
public delegate FileStatus VolumeOpener<TNode>(string source, out IVolume<TNode>? volume) where TNode : class;

/// <summary>A process that keeps files of one kind, as its contract has it: the volumes that are open, by their sources.</summary>
/// <param name="memories">By which files are mapped; null: they are not.</param>
public sealed class FileSystemService<TNode>(VolumeOpener<TNode> open, FileMemories<TNode>? memories = null) : IFileSystem where TNode : class
{
    /// <summary>More cannot be open.</summary>
    public const int Most = 32;

    private readonly Dictionary<string, VolumeHost<TNode>> _volumes = [];

    /// <summary>Serves until the endpoint goes, or it is told to stop: then all volumes are settled, so that nothing is missing on them when the machine is off.</summary>
    /// <param name="stop">Tells it, or none.</param>
    /// <returns><see cref="Status.Ok"/>: it was told to stop, and every volume is in order.</returns>
    public static Status Run(Handle<Endpoint> endpoint, VolumeOpener<TNode> open, Handle<Notification> stop = default, FileMemories<TNode>? memories = null)
    {
        ObjectServer server = new(endpoint) { Gate = memories?.Gate };
        FileSystemService<TNode> service = Offer(server, open, memories);
        Status status = server.Run(stop);
        return status == Status.Ok && !service.TrySettleAll() ? Status.BadState : status;
    }

    /// <summary>Has a server offer it: the same volumes to all.</summary>
    public static FileSystemService<TNode> Offer(ObjectServer server, VolumeOpener<TNode> open, FileMemories<TNode>? memories = null)
    {
        FileSystemService<TNode> service = new(open, memories);
        server.Offer<FileSystemDispatcher<IFileSystem>, IFileSystem>(_ => service);
        return service;
    }

    /// <summary>One that cannot be settled does not keep the others from it.</summary>
    private bool TrySettleAll()
    {
        bool areSettled = true;
        memories?.Gate.Enter();
        foreach (VolumeHost<TNode> host in _volumes.Values) areSettled &= host.Settle() == FileStatus.Ok;
        memories?.Gate.Exit();
        return areSettled;
    }

    public Result<IFolder, FileStatus> Open(string source)
    {
        if (_volumes.TryGetValue(source, out VolumeHost<TNode>? host)) return new(host.OpenRoot());
        if (_volumes.Count == Most) return FileStatus.TooLarge;
        FileStatus status = open(source, out IVolume<TNode>? volume);
        if (status != FileStatus.Ok) return status;
        _volumes.Add(source, host = new(volume!, memories));
        return new(host.OpenRoot());
    }

    public Result<VolumeFacts, FileStatus> Describe(string source)
        => _volumes.TryGetValue(source, out VolumeHost<TNode>? host) ? host.Volume.Facts : FileStatus.NotFound;

    public Result<Done, FileStatus> Settle(string source)
    {
        if (!_volumes.TryGetValue(source, out VolumeHost<TNode>? host)) return FileStatus.NotFound;
        FileStatus status = host.Settle();
        return status == FileStatus.Ok ? default(Done) : status;
    }
}
