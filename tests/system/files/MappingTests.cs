using System;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Files;

namespace Diesis.Tests.Systems.Files;

/// <summary>Files as memory of this process, in whatever file system.</summary>
internal static class MappingTests
{
    private const int PageBytes = (int)MemoryLayout.PageSize;

    /// <summary>What is written by one way is read by the other.</summary>
    public static bool AreTheSame(Claim claim, FileTree tree, string path)
    {
        byte[] content = FileNoise.Make(11, 5 * PageBytes + 100);
        if (!claim.IsDone(tree.WriteAll(path, content)) || !claim.Gives(tree.Open(path, OpenMode.Read | OpenMode.Write), out OpenFile opened)) return false;
        using OpenFile file = opened;
        if (!claim.Gives(FileMapping.Map(file, 0, 6, Protection.ReadWrite), out FileMapping made)) return false;
        using (FileMapping mapping = made)
        {
            if (!claim.Gives(tree.Open(path, OpenMode.Read), out OpenFile other) || !claim.Gives(FileMapping.Map(other, 1, 2, Protection.Read), out FileMapping part)) return false;
            if (!claim.Holds(mapping.Bytes(0, content.Length), content) || !claim.Holds(part.Bytes(0, 2 * PageBytes), content.AsSpan(PageBytes, 2 * PageBytes))) return false;
            mapping.Bytes(PageBytes + 5, 1)[0] = content[PageBytes + 5] = 77;
            content.AsSpan(3 * PageBytes - 50, 100).Fill(33);
            if (!claim.IsDone(file.Write(3 * PageBytes - 50, content.AsSpan(3 * PageBytes - 50, 100)))) return false;
            bool areSame = claim.Holds(mapping.Bytes(0, content.Length), content) && claim.Holds(part.Bytes(0, 2 * PageBytes), content.AsSpan(PageBytes, 2 * PageBytes))
                && claim.Holds(tree.ReadAll(path), content) && claim.Ends(FileMapping.Map(other, 5, 2, Protection.Read), FileStatus.OutOfRange)
                && claim.Is(!FileMapping.Map(other, 0, 1, Protection.ReadWrite).IsOk);
            part.Dispose();
            other.Dispose();
            // Removed, it stays for who has it.
            areSame = areSame && claim.IsDone(mapping.Sync()) && claim.IsDone(tree.Remove(path));
            mapping.Bytes(0, 1)[0] = content[0] = 99;
            if (!areSame || !claim.Holds(file.ReadAll(), content)) return false;
        }
        return claim.Holds(file.ReadAll(), content) && claim.Ends(tree.Describe(path), FileStatus.NotFound);
    }

    public static bool End(Claim claim, FileTree tree, string path)
    {
        if (!claim.IsDone(tree.WriteAll(path, FileNoise.Make(12, 2 * PageBytes))) || !claim.Gives(tree.Open(path, OpenMode.Read | OpenMode.Write), out OpenFile opened)) return false;
        using (OpenFile file = opened)
        {
            if (!claim.Gives(FileMapping.Map(file, 0, 2, Protection.ReadWrite), out FileMapping made)) return false;
            using FileMapping mapping = made;
            mapping.Bytes(0, 2 * PageBytes).Fill(1);
            // What lay behind the end comes back as zeros.
            byte[] expected = new byte[2 * PageBytes];
            expected.AsSpan(0, 100).Fill(1);
            if (!claim.IsDone(file.SetSize(100)) || !claim.Holds(mapping.Bytes(0, PageBytes), expected.AsSpan(0, PageBytes))) return false;
            mapping.Bytes(200, 1)[0] = 5;
            if (!claim.IsDone(file.SetSize(2 * PageBytes)) || !claim.IsDone(file.Sync())) return false;
            expected[200] = mapping.Bytes(200, 1)[0];
            if (!claim.Holds(file.ReadAll(), expected) || !claim.Holds(mapping.Bytes(0, 2 * PageBytes), expected)) return false;
        }
        return claim.IsDone(tree.Remove(path));
    }

    /// <summary>All of it is mapped where its file system is on the same core, else a part after the other.</summary>
    public static bool IsLarge(Claim claim, FileTree tree, string path)
    {
        const ulong Bytes = 1 << 30, Step = 50_000_017;
        if (!claim.Gives(tree.Open(path, OpenMode.Read | OpenMode.Write | OpenMode.Create), out OpenFile opened)) return false;
        using (OpenFile file = opened)
        {
            if (!claim.IsDone(file.SetSize(Bytes))) return false;
            Result<FileMapping, FileStatus> all = FileMapping.Map(file, 0, Bytes / PageBytes, Protection.ReadWrite);
            if (!all.IsOk && !claim.Ends(all, FileStatus.NoSpace)) return false;
            for (ulong at = 0; at < Bytes; at += Step)
                if (!TryPut(claim, file, all, at, (byte)(at / Step + 1))) return false;
            byte[] one = new byte[1];
            for (ulong at = 0; at < Bytes; at += Step)
                if (!claim.Gives(file.Read(at, one), out int count) || !claim.Same(count, 1) || !claim.Same(one[0], (byte)(at / Step + 1))) return false;
            if (all.IsOk) all.Value.Dispose();
        }
        return claim.IsDone(tree.Remove(path));
    }

    private static bool TryPut(Claim claim, OpenFile file, Result<FileMapping, FileStatus> all, ulong at, byte what)
    {
        if (all.IsOk)
        {
            all.Value.Bytes(at, 1)[0] = what;
            return true;
        }
        if (!claim.Gives(FileMapping.Map(file, at / PageBytes, 2, Protection.ReadWrite), out FileMapping made)) return false;
        using FileMapping part = made;
        part.Bytes(at % PageBytes, 1)[0] = what;
        return true;
    }

    /// <summary>Pages leave and come again.</summary>
    public static bool GivesRoom(Claim claim, FileTree tree, string path)
    {
        // More than the part of the process's budget that is for pages.
        const int Pages = 1200;
        if (!claim.Gives(tree.Open(path, OpenMode.Read | OpenMode.Write | OpenMode.Create), out OpenFile opened)) return false;
        using (OpenFile file = opened)
        {
            if (!claim.IsDone(file.SetSize(Pages * PageBytes)) || !claim.Gives(FileMapping.Map(file, 0, Pages, Protection.ReadWrite), out FileMapping made)) return false;
            using FileMapping mapping = made;
            for (uint page = 0; page < Pages; page++) mapping.Bytes(page * PageBytes + page, 1)[0] = (byte)(page | 1);
            for (uint page = 0; page < Pages; page++)
                if (!claim.Same(mapping.Bytes(page * PageBytes + page, 1)[0], (byte)(page | 1), $"page {page}")) return false;
        }
        byte[] all = tree.ReadAll(path).Value;
        for (int page = 0; page < Pages; page++)
            if (!claim.Same(all[page * PageBytes + page], (byte)(page | 1), $"page {page} of the file")) return false;
        return claim.IsDone(tree.Remove(path));
    }

    /// <summary>What was synced is there; what was not may be.</summary>
    public static bool GoesOn(Claim claim, FileTree tree, string path)
    {
        byte[] content = FileNoise.Make(13, 3 * PageBytes);
        if (!claim.IsDone(tree.WriteAll(path, new byte[content.Length])) || !claim.Gives(tree.Open(path, OpenMode.Read | OpenMode.Write), out OpenFile opened)) return false;
        using (OpenFile file = opened)
        {
            if (!claim.Gives(FileMapping.Map(file, 0, 3, Protection.ReadWrite), out FileMapping made)) return false;
            using FileMapping mapping = made;
            content.CopyTo(mapping.Bytes(0, content.Length));
            if (!claim.IsDone(mapping.Sync()) || !claim.Is(DeathTests.End("fat32"u8)) || !claim.IsDone(mapping.Renew()) || !claim.Holds(mapping.Bytes(0, content.Length), content)) return false;
            mapping.Bytes(5000, 1)[0] = content[5000] = 1;
            if (!claim.IsDone(mapping.Sync()) || !claim.Holds(tree.ReadAll(path), content)) return false;
        }
        return claim.IsDone(tree.Remove(path));
    }
}
