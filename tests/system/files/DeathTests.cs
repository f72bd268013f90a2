using System;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Files;
using Diesis.Files;
using Diesis.Services;

namespace Diesis.Tests.Systems.Files;

/// <summary>Services of the tree end while it is used.</summary>
internal static class DeathTests
{
    private const int Ends = 20;

    public static void Run(Verdict verdict, FileTree tree)
    {
        verdict.Check("OpenFilesDoNotCareThatTheVfsEnds", () => OutlivesTheVfs(tree));
        verdict.Check("WhoseFileSystemEndsGoesOnWithTheNext", () => OutlivesTmpfs(tree));
    }

    private static bool End(ReadOnlySpan<byte> service)
    {
        if (Service.OpenBroker(out BrokerClient broker) != Status.Ok) return false;
        var services = new ServiceInfo[16];
        bool hasEnded = false;
        if (broker.ListServices(0, services, out uint count) == Status.Ok)
        {
            foreach (ServiceInfo info in services.AsSpan(0, (int)count))
                if (((ReadOnlySpan<byte>)info.Name).Slice(0, service.Length + 1).IndexOf((byte)0) == service.Length && ((ReadOnlySpan<byte>)info.Name).StartsWith(service))
                    hasEnded = broker.EndService(info.Badge) is Status.Ok or Status.BadState;
        }
        broker.Dispose();
        return hasEnded;
    }

    private static bool OutlivesTheVfs(FileTree tree)
    {
        if (!tree.MakeFolder("/part").IsOk || !tree.WriteText("/part/x", "1").IsOk || !tree.Narrow("/part", FolderAccess.Change).TryGet(out var at)) return false;
        if (!FileTree.Open(at).TryGet(out FileTree narrowed)) return false;
        _ = Kernel.Release(at);
        using FileTree part = narrowed;
        if (!part.Open("/x", OpenMode.Read | OpenMode.Write).TryGet(out OpenFile opened)) return false;
        using OpenFile file = opened;
        int mounts = tree.Mounts().Count;
        for (int i = 0; i < Ends; i++)
        {
            byte[] text = [(byte)('a' + i)];
            if (!End("vfs"u8) || !file.Write(0, text).IsOk || !part.ReadAll("/x").Value.AsSpan().SequenceEqual(text) || !tree.Describe("/part/x").IsOk) return false;
        }
        return tree.Mounts().Count == mounts && part.Remove("/x").IsOk && tree.Remove("/part").IsOk;
    }

    /// <summary>What is in memory goes with it; who had a file open is told, and what can be done anew is.</summary>
    private static bool OutlivesTmpfs(FileTree tree)
    {
        for (int i = 0; i < Ends; i++)
        {
            if (!tree.WriteText("/x", $"{i}").IsOk || !tree.Open("/x", OpenMode.Read).TryGet(out OpenFile file)) return false;
            if (!End("tmpfs"u8)) return false;
            Result<byte[], FileStatus> read = file.ReadAll();
            file.Dispose();
            if (read.IsOk || !read.HasError || read.Error != FileStatus.NotFound) return false;
            if (!tree.MakeFolder("/y").IsOk || !tree.Describe("/system").IsOk || tree.List("/y").Value.Count != 0) return false;
        }
        return true;
    }
}
