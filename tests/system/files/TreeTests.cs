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
        Claim.Check("FilesOfTheSystemAreInTheTree", verdict, claim => ReadsTheSystem(claim, tree));
        Claim.Check("AFileOfTheSystemIsMappedWithoutACopy", verdict, claim => MapsTheSystem(claim, tree));
        Claim.Check("AFileThatIsMappedIsTheSameForCallsAndForMemory", verdict, claim => MappingTests.AreTheSame(claim, tree, "/mapped"));
        Claim.Check("OfAMappedFileAndItsMemoryNothingIsBehindTheEnd", verdict, claim => MappingTests.End(claim, tree, "/mapped"));
        Claim.Check("AGibibyteIsMappedAndTouchedHereAndThere", verdict, claim => MappingTests.IsLarge(claim, tree, "/mapped"));
        Claim.Check("WhatIsWrittenToAFileIsRead", verdict, claim => ReadsBack(claim, tree));
        Claim.Check("LargeFilesGoThroughLentMemory", verdict, claim => MovesALot(claim, tree));
        Claim.Check("FoldersAreMadeListedMovedAndRemoved", verdict, claim => ChangesFolders(claim, tree));
        Claim.Check("WhoWatchesAFolderHearsOfIt", verdict, claim => Hears(claim, tree));
        Claim.Check("AFileSystemIsMountedAndUnmounted", verdict, claim => Mounts(claim, tree));
        Claim.Check("WhoHasAPartOfTheTreeHasNothingElse", verdict, claim => Narrows(claim, tree));
    }

    private static bool ReadsTheSystem(Claim claim, FileTree tree)
    {
        return claim.Gives(tree.ReadText("initfs:///etc/fstab"), out string table) && claim.Is(table.Contains("memory"))
            && claim.Gives(tree.ReadText("/system/etc/fstab"), out string other) && claim.Same(other, table)
            && claim.Ends(tree.WriteText("/system/etc/fstab", ""), FileStatus.ReadOnly) && claim.Ends(tree.ReadText("/system/nothing"), FileStatus.NotFound)
            && claim.Same(tree.Mounts().Count, 3);
    }

    private static unsafe bool MapsTheSystem(Claim claim, FileTree tree)
    {
        if (!claim.Gives(tree.Open("/system/programs/vfs", OpenMode.Read), out OpenFile opened)) return false;
        using OpenFile file = opened;
        if (!claim.Gives(file.OpenMemory(), out Handle<MemoryObject> memory)) return false;
        byte[] start = new byte[64];
        ulong at = AddressRanges.Take(1);
        bool isSame = claim.Gives(file.Read(0, start), out int count) && claim.Same(count, start.Length)
            && claim.Is(Kernel.Map(Startup.Block.Space, memory, at, 0, 1, Protection.Read) == Status.Ok)
            // SAFETY: the page was mapped there by the line above, and goes below.
            && claim.Holds(new ReadOnlySpan<byte>((void*)at, start.Length), start);
        bool isNotWritten = claim.Is(Kernel.Map(Startup.Block.Space, memory, AddressRanges.Take(1), 0, 1, Protection.ReadWrite) == Status.NotPermitted);
        _ = Kernel.Unmap(Startup.Block.Space, at, 1);
        _ = Kernel.Release(memory);
        return isSame && isNotWritten;
    }

    private static bool ReadsBack(Claim claim, FileTree tree)
    {
        bool isThere = claim.IsDone(tree.WriteText("/note", "one")) && claim.Holds(tree.ReadAll("note"), "one"u8) && claim.Holds(tree.ReadAll("fs:///note"), "one"u8);
        if (!isThere || !claim.Gives(tree.Open("/note", OpenMode.Read | OpenMode.Write), out OpenFile opened)) return false;
        using OpenFile file = opened;
        return claim.Gives(file.Append(" two"u8), out ulong at) && claim.Same(at, 3u) && claim.IsDone(file.Write(0, "ONE"u8)) && claim.Holds(tree.ReadAll("/note"), "ONE two"u8)
            && claim.IsDone(file.SetSize(3)) && claim.Gives(file.Describe(), out FileFacts facts) && claim.Same(facts.Size, 3u) && claim.IsDone(file.Sync())
            && claim.IsDone(tree.Remove("/note")) && claim.Holds(file.ReadAll(), "ONE"u8) && claim.Ends(tree.Describe("/note"), FileStatus.NotFound);
    }

    private static bool MovesALot(Claim claim, FileTree tree)
    {
        byte[] content = new byte[1 << 20];
        new Random(1).NextBytes(content);
        return claim.IsDone(tree.WriteAll("/large", content)) && claim.Gives(tree.Copy("/large", "/copy", MoveMode.New), out ulong bytes) && claim.Same(bytes, (uint)content.Length)
            && claim.Holds(tree.ReadAll("/copy"), content) && claim.IsDone(tree.Remove("/large")) && claim.IsDone(tree.Remove("/copy"));
    }

    private static bool ChangesFolders(Claim claim, FileTree tree)
    {
        if (!claim.IsDone(tree.MakeFolder("/a")) || !claim.IsDone(tree.MakeFolder("/a/b")) || !claim.Ends(tree.MakeFolder("/a"), FileStatus.AlreadyThere)) return false;
        for (int i = 0; i < 100; i++)
            if (!claim.IsDone(tree.WriteText($"/a/b/file number {i}", ""))) return false;
        HashSet<string> names = [];
        if (!claim.Gives(tree.List("/a/b"), out List<FolderItem> items)) return false;
        foreach (FolderItem item in items) _ = names.Add(item.Name);
        if (!claim.Same(names.Count, 100) || !claim.Is(names.Contains("file number 42")) || !claim.Ends(tree.Remove("/a/b"), FileStatus.NotEmpty)) return false;
        if (!claim.IsDone(tree.Move("/a/b", "/c", MoveMode.New)) || !Has(claim, tree, "/a", 0) || !claim.Ends(tree.Move("/a", "/a/d", MoveMode.New), FileStatus.IntoItself)) return false;
        foreach (string name in names)
            if (!claim.IsDone(tree.Remove($"/c/{name}"))) return false;
        return claim.IsDone(tree.Remove("/c")) && claim.IsDone(tree.Remove("/a"));
    }

    private static bool Has(Claim claim, FileTree tree, string folder, int count) => claim.Gives(tree.List(folder), out List<FolderItem> items, folder) && claim.Same(items.Count, count, folder);

    private static bool Hears(Claim claim, FileTree tree)
    {
        if (!claim.Is(Subscription<FileEvents>.Create(out Subscription<FileEvents> news) == Status.Ok)) return false;
        bool hears = claim.IsDone(tree.Watch("/", news.Subscriber)) && claim.Is(news.Wait(out _, 0) == Status.WouldBlock) && claim.IsDone(tree.WriteText("/new", "x"))
            && claim.Is(news.Wait(out FileEvents events, 0) == Status.Ok) && claim.Is(events == (FileEvents.Added | FileEvents.Written), $"events of a new file are {events}")
            && claim.IsDone(tree.Remove("/new")) && claim.Is(news.Wait(out events, 0) == Status.Ok) && claim.Is(events == FileEvents.Removed, $"events of a removed file are {events}");
        news.Dispose();
        return hears;
    }

    private static bool Mounts(Claim claim, FileTree tree)
    {
        return claim.IsDone(tree.Mount("other", "tmpfs", "other", "/mnt/other", FolderAccess.Change)) && claim.IsDone(tree.WriteText("/mnt/other/x", "y"))
            && claim.Holds(tree.ReadAll("other:///x"), "y"u8) && claim.Ends(tree.Mount("", "ext2", "x", "/mnt/two", FolderAccess.Change), FileStatus.NotSupported)
            && claim.IsDone(tree.Unmount("/mnt/other")) && claim.Ends(tree.Describe("/mnt/other/x"), FileStatus.NotFound) && claim.IsDone(tree.Remove("/mnt/other"))
            && claim.IsDone(tree.Remove("/mnt"));
    }

    private static bool Narrows(Claim claim, FileTree tree)
    {
        if (!claim.IsDone(tree.MakeFolder("/home")) || !claim.IsDone(tree.WriteText("/home/x", "in")) || !claim.IsDone(tree.WriteText("/x", "out"))) return false;
        if (!claim.Gives(tree.Narrow("/home", FolderAccess.Read), out Handle<Endpoint> at) || !claim.Gives(FileTree.Open(at), out FileTree home)) return false;
        _ = Kernel.Release(at);
        bool isAll = claim.Holds(home.ReadAll("/x"), "in"u8) && claim.Holds(home.ReadAll("/../x"), "in"u8) && claim.Ends(home.WriteText("/x", ""), FileStatus.ReadOnly)
            && claim.Ends(home.ReadText("initfs:///etc/fstab"), FileStatus.NotFound) && Has(claim, home, "/", 1);
        home.Dispose();
        return isAll && claim.IsDone(tree.Remove("/home/x")) && claim.IsDone(tree.Remove("/home")) && claim.IsDone(tree.Remove("/x"));
    }
}
