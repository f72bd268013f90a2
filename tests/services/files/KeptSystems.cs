using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Local;
using Diesis.Servers.Vfs;

namespace Diesis.Tests.Files;

/// <summary>The processes that keep files, instead of the broker.</summary>
internal sealed class KeptSystems(Dictionary<string, KeptServer> systems) : IFileSystems, IDisposable
{
    private readonly Dictionary<string, FileSystemClient> _clients = [];

    public void Dispose()
    {
        foreach (FileSystemClient client in _clients.Values) client.Dispose();
    }

    private Result<FileSystemClient, FileStatus> Connect(string kind)
    {
        if (_clients.TryGetValue(kind, out FileSystemClient client)) return client;
        if (!systems.TryGetValue(kind, out KeptServer? server)) return FileStatus.NotSupported;
        Status status = FileSystemClient.Connect(server.Offer(1), out client);
        if (status != Status.Ok) return status;
        _clients.Add(kind, client);
        return client;
    }

    public Result<IFolder, FileStatus> Open(string kind, string source)
    {
        Result<FileSystemClient, FileStatus> found = Connect(kind);
        return found.IsOk ? found.Value.Open(source) : found.Failed<IFolder>();
    }

    public Result<Done, FileStatus> Settle(string kind, string source)
    {
        Result<FileSystemClient, FileStatus> found = Connect(kind);
        return found.IsOk ? found.Value.Settle(source) : found.Failed<Done>();
    }
}
