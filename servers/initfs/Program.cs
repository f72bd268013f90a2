using System;
using System.Text;
using Diesis.Abi;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Programs;
using Diesis.Services;

namespace Diesis.Servers.Initfs;

/// <summary>Shows the files that the system was started from. There is one volume of them, whatever it is asked for by.</summary>
internal static class Program
{
    private static int Main()
    {
        InitialVolume files = new(DateTime.UtcNow.Ticks);
        Span<InitialFile> table = new InitialFile[FileTable.MostFiles];
        int count = FileTable.Read(table);
        foreach (ref InitialFile file in table.Slice(0, count))
        {
            ReadOnlySpan<byte> path = file.Path;
            int end = path.IndexOf((byte)0);
            _ = files.TryAdd(Encoding.UTF8.GetString(end < 0 ? path : path.Slice(0, end)), file.Memory, file.Bytes);
        }
        return (int)FileSystemService<InitialNode>.Run(Service.EndpointFor(FileSystemKind.Initfs), (string _, out IVolume<InitialNode>? volume) =>
        {
            volume = files;
            return FileStatus.Ok;
        });
    }
}
