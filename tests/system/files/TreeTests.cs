using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Contracts.Files;
using Diesis.Files;

namespace Diesis.Tests.Systems.Files;

/// <summary>What programs do with files: the smaller part of what tests/services has shown on the host, by real processes.</summary>
internal static class TreeTests
{
    public static void Run(Verdict verdict, FileTree tree)
    {
        verdict.Check("FilesOfTheSystemAreInTheTree", () => ReadsTheSystem(tree));
        verdict.Check("AFileOfTheSystemIsMappedWithoutACopy", () => MapsTheSystem(tree));
        verdict.Check("WhatIsWrittenToAFileIsRead", () => ReadsBack(tree));
        verdict.Check("LargeFilesGoThroughLentMemory", () => MovesALot(tree));
        verdict.Check("FoldersAreMadeListedMovedAndRemoved", () => ChangesFolders(tree));
        verdict.Check("WhoWatchesAFolderHearsOfIt", () => Hears(tree));
        verdict.Check("AFileSystemIsMountedAndUnmounted", () => Mounts(tree));
        verdict.Check("WhoHasAPartOfTheTreeHasNothingElse", () => Narrows(tree));
    }

    private static bool Is<T>(Result<T, FileStatus> result, FileStatus expected)
        => result.Status == Status.Ok && (result.HasError ? result.Error : FileStatus.Ok) == expected;

    private static bool ReadsTheSystem(FileTree tree)
    {
        Result<string, FileStatus> table = tree.ReadText("initfs:///etc/fstab");
        return table.IsOk && table.Value.Contains("memory") && tree.ReadText("/system/etc/fstab").Value == table.Value
            && Is(tree.WriteText("/system/etc/fstab", ""), FileStatus.ReadOnly) && Is(tree.ReadText("/system/nothing"), FileStatus.NotFound)
            && tree.Mounts().Count == 3;
    }

    private static unsafe bool MapsTheSystem(FileTree tree)
    {
        Result<OpenFile, FileStatus> opened = tree.Open("/system/programs/vfs", OpenMode.Read);
        if (!opened.IsOk) return false;
        using OpenFile file = opened.Value;
        if (!file.OpenMemory().TryGet(out Handle<MemoryObject> memory)) return false;
        byte[] start = new byte[64];
        ulong at = AddressRanges.Take(1);
        bool isSame = file.Read(0, start).Value == start.Length && Kernel.Map(Startup.Block.Space, memory, at, 0, 1, Protection.Read) == Status.Ok
            // SAFETY: the page was mapped there by the line above, and goes below.
            && new ReadOnlySpan<byte>((void*)at, start.Length).SequenceEqual(start);
        bool isNotWritten = Kernel.Map(Startup.Block.Space, memory, AddressRanges.Take(1), 0, 1, Protection.ReadWrite) == Status.NotPermitted;
        _ = Kernel.Unmap(Startup.Block.Space, at, 1);
        _ = Kernel.Release(memory);
        return isSame && isNotWritten;
    }

    private static bool ReadsBack(FileTree tree)
    {
        if (!tree.WriteText("/note", "one").IsOk || tree.ReadText("note").Value != "one" || tree.ReadText("fs:///note").Value != "one") return false;
        Result<OpenFile, FileStatus> opened = tree.Open("/note", OpenMode.Read | OpenMode.Write);
        if (!opened.IsOk) return false;
        using OpenFile file = opened.Value;
        return file.Append(" two"u8).Value == 3 && file.Write(0, "ONE"u8).IsOk && tree.ReadText("/note").Value == "ONE two" && file.SetSize(3).IsOk
            && file.Describe().Value.Size == 3 && file.Sync().IsOk && tree.Remove("/note").IsOk && file.ReadAll().Value.AsSpan().SequenceEqual("ONE"u8)
            && Is(tree.Describe("/note"), FileStatus.NotFound);
    }

    private static bool MovesALot(FileTree tree)
    {
        byte[] content = new byte[1 << 20];
        new Random(1).NextBytes(content);
        return tree.WriteAll("/large", content).IsOk && tree.Copy("/large", "/copy", MoveMode.New).Value == (uint)content.Length
            && tree.ReadAll("/copy").Value.AsSpan().SequenceEqual(content) && tree.Remove("/large").IsOk && tree.Remove("/copy").IsOk;
    }

    private static bool ChangesFolders(FileTree tree)
    {
        if (!tree.MakeFolder("/a").IsOk || !tree.MakeFolder("/a/b").IsOk || !Is(tree.MakeFolder("/a"), FileStatus.AlreadyThere)) return false;
        for (int i = 0; i < 100; i++)
            if (!tree.WriteText($"/a/b/file number {i}", "").IsOk) return false;
        HashSet<string> names = [];
        foreach (FolderItem item in tree.List("/a/b").Value) _ = names.Add(item.Name);
        if (names.Count != 100 || !names.Contains("file number 42") || !Is(tree.Remove("/a/b"), FileStatus.NotEmpty)) return false;
        if (!tree.Move("/a/b", "/c", MoveMode.New).IsOk || tree.List("/a").Value.Count != 0 || !Is(tree.Move("/a", "/a/d", MoveMode.New), FileStatus.IntoItself)) return false;
        foreach (string name in names)
            if (!tree.Remove($"/c/{name}").IsOk) return false;
        return tree.Remove("/c").IsOk && tree.Remove("/a").IsOk;
    }

    private static bool Hears(FileTree tree)
    {
        if (Subscription<FileEvents>.Create(out Subscription<FileEvents> news) != Status.Ok) return false;
        bool hears = tree.Watch("/", news.Subscriber).IsOk && news.Wait(out _, 0) == Status.WouldBlock && tree.WriteText("/new", "x").IsOk
            && news.Wait(out FileEvents events, 0) == Status.Ok && events == (FileEvents.Added | FileEvents.Written)
            && tree.Remove("/new").IsOk && news.Wait(out events, 0) == Status.Ok && events == FileEvents.Removed;
        news.Dispose();
        return hears;
    }

    private static bool Mounts(FileTree tree)
    {
        return tree.Mount("other", "tmpfs", "other", "/mnt/other", FolderAccess.Change).IsOk && tree.WriteText("/mnt/other/x", "y").IsOk
            && tree.ReadText("other:///x").Value == "y" && Is(tree.Mount("", "ext2", "x", "/mnt/two", FolderAccess.Change), FileStatus.NotSupported)
            && tree.Unmount("/mnt/other").IsOk && Is(tree.Describe("/mnt/other/x"), FileStatus.NotFound) && tree.Remove("/mnt/other").IsOk && tree.Remove("/mnt").IsOk;
    }

    private static bool Narrows(FileTree tree)
    {
        if (!tree.MakeFolder("/home").IsOk || !tree.WriteText("/home/x", "in").IsOk || !tree.WriteText("/x", "out").IsOk) return false;
        if (!tree.Narrow("/home", FolderAccess.Read).TryGet(out Handle<Endpoint> at) || !FileTree.Open(at).TryGet(out FileTree home)) return false;
        _ = Kernel.Release(at);
        bool isAll = home.ReadText("/x").Value == "in" && home.ReadText("/../x").Value == "in" && Is(home.WriteText("/x", ""), FileStatus.ReadOnly)
            && Is(home.ReadText("initfs:///etc/fstab"), FileStatus.NotFound) && home.List("/").Value.Count == 1;
        home.Dispose();
        return isAll && tree.Remove("/home/x").IsOk && tree.Remove("/home").IsOk && tree.Remove("/x").IsOk;
    }
}
