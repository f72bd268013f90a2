using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Services;

namespace Diesis.Servers.Vfs;

/// <summary>Keeps the tree of files: what <c>/etc/fstab</c>, in the files that the system was started from, and <c>mount=</c> and <c>root=</c> on the command line say.</summary>
internal static class Program
{
    private const string TablePath = "etc/fstab", TableKind = "initfs", TableSource = "files";

    /// <summary>More is no table.</summary>
    private const int MostTableBytes = 64 * 1024;

    private static int Main()
    {
        if (!Service.TryMapState(out StateMemory memory)) return 1;
        List<string> problems = [];
        BrokeredSystems systems = new();
        List<MountEntry> entries = Fstab.Read(ReadTable(systems, problems), problems);
        string commandLine = Encoding.UTF8.GetString(Startup.CommandLine);
        Fstab.ReadMounts(commandLine, entries, problems);
        if (Fstab.ReadRoot(commandLine, out MountEntry? root) is { } wrong) problems.Add(wrong);
        if (root is not null)
        {
            _ = entries.RemoveAll(entry => entry.Path is "");
            entries.Add(root);
        }
        Handle<Endpoint> endpoint = Service.EndpointFor(VfsContract.ExpectedHash);
        VfsService service = new(endpoint, systems, SecretNumbers.ForBadges(in Startup.Block.Seed).Next() >> 1, new(memory));
        service.Begin(entries, problems);
        foreach (string problem in problems) Console.WriteLine($"vfs: {problem}");
        return (int)VfsServer.Run(endpoint, ref service);
    }

    private static string ReadTable(BrokeredSystems systems, List<string> problems)
    {
        Result<IFolder, FileStatus> opened = systems.Open(TableKind, TableSource);
        if (!opened.TryGet(out IFolder folder)) return Complain(opened, problems);
        using IFolder files = folder;
        Result<IFile, FileStatus> found = files.Open(TablePath, OpenMode.Read);
        if (!found.TryGet(out IFile file)) return Complain(found, problems);
        using IFile table = file;
        byte[] text = new byte[MostTableBytes];
        int length = 0;
        while (length < text.Length)
        {
            Result<uint, FileStatus> read = table.Read((uint)length, text.AsSpan(length, Math.Min(FileLimits.MostBytes, text.Length - length)));
            if (!read.IsOk) return Complain(read, problems);
            if (read.Value == 0) break;
            length += (int)read.Value;
        }
        return Encoding.UTF8.GetString(text, 0, length);
    }

    private static string Complain<T>(Result<T, FileStatus> why, List<string> problems)
    {
        problems.Add($"{TablePath} cannot be read: {(why.HasError ? why.Error.ToString() : why.Status.ToString())}");
        return "";
    }
}
