using System;
using Diesis.Abi;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Services;

namespace Diesis.Servers.Tmpfs;

/// <summary>Keeps files in memory: a volume for each name that somebody asks for.</summary>
internal static class Program
{
    /// <summary>Which part of the budget files may take up; the rest is for the heap's own needs.</summary>
    private const ulong FilesShare = 2;

    /// <summary>Of that, which part a volume may: none leaves nothing for the others.</summary>
    private const ulong VolumeShare = 2;

    /// <summary>Which part of the budget is for pages of files that are mapped.</summary>
    private const ulong PagesShare = 8;

    private static int Main()
    {
        _ = Kernel.Query(Startup.Block.Budget, out ObjectInfo budget);
        ulong left = budget.Detail0 / FilesShare;
        return (int)FileSystemService<MemoryNode>.Run(Service.EndpointFor(FileSystemKind.Tmpfs), (string _, out IVolume<MemoryNode>? volume) =>
        {
            volume = new MemoryVolume(left / VolumeShare, static () => DateTime.UtcNow);
            left -= left / VolumeShare;
            return FileStatus.Ok;
        }, memories: FilePager<MemoryNode>.Start(budget.Detail0 / PagesShare));
    }
}
