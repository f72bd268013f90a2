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
        Claim.Check("OpenFilesDoNotCareThatTheVfsEnds", verdict, claim => OutlivesTheVfs(claim, tree));
        Claim.Check("WhoseFileSystemEndsGoesOnWithTheNext", verdict, claim => OutlivesTmpfs(claim, tree));
    }

    public static bool End(ReadOnlySpan<byte> service)
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

    private static bool OutlivesTheVfs(Claim claim, FileTree tree)
    {
        if (!claim.IsDone(tree.MakeFolder("/part")) || !claim.IsDone(tree.WriteText("/part/x", "1")) || !claim.Gives(tree.Narrow("/part", FolderAccess.Change), out var at)) return false;
        if (!claim.Gives(FileTree.Open(at), out FileTree narrowed)) return false;
        _ = Kernel.Release(at);
        using FileTree part = narrowed;
        if (!claim.Gives(part.Open("/x", OpenMode.Read | OpenMode.Write), out OpenFile opened)) return false;
        using OpenFile file = opened;
        int mounts = tree.Mounts().Count;
        for (int i = 0; i < Ends; i++)
        {
            byte[] text = [(byte)('a' + i)];
            if (!claim.Is(End("vfs"u8)) || !claim.IsDone(file.Write(0, text)) || !claim.Holds(part.ReadAll("/x"), text) || !claim.IsDone(tree.Describe("/part/x"))) return false;
        }
        return claim.Same(tree.Mounts().Count, mounts) && claim.IsDone(part.Remove("/x")) && claim.IsDone(tree.Remove("/part"));
    }

    /// <summary>What is in memory goes with it; who had a file open is told, and what can be done anew is.</summary>
    private static bool OutlivesTmpfs(Claim claim, FileTree tree)
    {
        for (int i = 0; i < Ends; i++)
        {
            if (!claim.IsDone(tree.WriteText("/x", $"{i}")) || !claim.Gives(tree.Open("/x", OpenMode.Read), out OpenFile opened)) return false;
            using OpenFile file = opened;
            if (!claim.Is(End("tmpfs"u8)) || !claim.Ends(file.ReadAll(), FileStatus.NotFound)) return false;
            if (!claim.IsDone(tree.MakeFolder("/y")) || !claim.IsDone(tree.Describe("/system")) || !claim.Gives(tree.List("/y"), out var items) || !claim.Same(items.Count, 0)) return false;
        }
        return true;
    }
}
