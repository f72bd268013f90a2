using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Services;

namespace Diesis.Servers.Vfs;

/// <summary>The file systems of the system: the broker starts their processes when they are first asked for something.</summary>
internal sealed class BrokeredSystems : IFileSystems
{
    private readonly Dictionary<string, FileSystemClient> _clients = [];

    public Result<IFolder, FileStatus> Open(string kind, string source)
    {
        Result<FileSystemClient, FileStatus> found = Find(kind);
        return found.TryGet(out FileSystemClient client) ? client.Open(source) : found.Failed<IFolder>();
    }

    public Result<Done, FileStatus> Settle(string kind, string source)
    {
        Result<FileSystemClient, FileStatus> found = Find(kind);
        return found.TryGet(out FileSystemClient client) ? client.Settle(source) : found.Failed<Done>();
    }

    private Result<FileSystemClient, FileStatus> Find(string kind)
    {
        if (_clients.TryGetValue(kind, out FileSystemClient known)) return known;
        if (!FileSystemKind.TryGet(kind, out ulong contract)) return FileStatus.NotSupported;
        Status status = Service.Find(contract, out Handle<Endpoint> endpoint);
        if (status is Status.NotPermitted or Status.NotSupported) return FileStatus.NotSupported;
        if (status != Status.Ok) return status;
        status = FileSystemClient.Connect(endpoint, out FileSystemClient client);
        _ = Kernel.Release(endpoint);
        if (status != Status.Ok) return status;
        _clients.Add(kind, client);
        return client;
    }
}
