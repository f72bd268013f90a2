using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Local;
using Diesis.Servers.Vfs;

namespace Diesis.Tests.Files;

/// <summary>The processes that keep files, instead of the broker.</summary>
internal sealed class KeptSystems(Dictionary<string, KeptServer> systems) : IFileSystems
{
    private readonly Dictionary<string, FileSystemClient> _clients = [];

    private bool TryConnect(string kind, out FileSystemClient client)
    {
        if (_clients.TryGetValue(kind, out client)) return true;
        if (!systems.TryGetValue(kind, out KeptServer? server) || FileSystemClient.Connect(server.Offer(1), out client) != Status.Ok) return false;
        _clients.Add(kind, client);
        return true;
    }

    public Result<IFolder, FileStatus> Open(string kind, string source) => TryConnect(kind, out FileSystemClient client) ? client.Open(source) : FileStatus.NotSupported;
    public Result<Done, FileStatus> Settle(string kind, string source) => TryConnect(kind, out FileSystemClient client) ? client.Settle(source) : FileStatus.NotSupported;
}
