using Diesis.Contracts.Files;
using Diesis.Servers.Vfs;

namespace Diesis.Tests.Files;

public sealed class FstabTests
{
    [Fact]
    public void EachLineIsAFileSystem()
    {
        List<string> problems = [];
        List<MountEntry> entries = Fstab.Read("""
            # what a machine without a disk has
            files   none       initfs  ro,name=initfs
            memory  /          tmpfs   defaults        0 0

            disk0   /my\040disk fat32  rw,name=disk    # a comment
            """, problems);
        Assert.Empty(problems);
        Assert.Equal(
        [
            new() { Source = "files", Path = null, Kind = "initfs", Name = "initfs", Access = FolderAccess.Read },
            new() { Source = "memory", Path = "", Kind = "tmpfs" },
            new() { Source = "disk0", Path = "my disk", Kind = "fat32", Name = "disk" },
        ], entries);
        Assert.Equal("files none initfs ro,name=initfs", entries[0].ToString());
    }

    [Theory]
    [InlineData("a /b", "there are 2 words, and not source, path, kind and options")]
    [InlineData("a b tmpfs rw", "'b' is no path that begins with /")]
    [InlineData("a /b tmpfs fast", "'fast' is no option")]
    [InlineData("a /b tmpfs rw,name=A", "'A' is no name")]
    [InlineData("a /b tmpfs name=fs", "'fs' is no name")]
    [InlineData("a none tmpfs rw", "what is mounted nowhere needs a name")]
    [InlineData("a / tmpfs rw", "there is a line for / already")]
    [InlineData("a /c tmpfs name=x", "there is a line for x:// already")]
    public void WhatIsWrongWithALineIsSaid(string line, string expected)
    {
        List<string> problems = [];
        List<MountEntry> entries = Fstab.Read($"r / tmpfs rw,name=x\n{line}\ns /d tmpfs rw", problems);
        Assert.Equal([$"fstab, line 2: {expected}"], problems);
        Assert.Equal(2, entries.Count);
    }

    [Fact]
    public void TheCommandLineSaysWhatTheRootIs()
    {
        Assert.Null(Fstab.ReadRoot("quiet root=fat32:disk0.1,ro x=y", out MountEntry? root));
        Assert.Equal(new() { Source = "disk0.1", Path = "", Kind = "fat32", Access = FolderAccess.Read }, root);
        Assert.Null(Fstab.ReadRoot("root=tmpfs:a", out root));
        Assert.Equal(FolderAccess.Change, root!.Access);
        Assert.Null(Fstab.ReadRoot("nothing", out root));
        Assert.Null(root);
        Assert.Equal("'root=fat32' is not root=KIND:SOURCE", Fstab.ReadRoot("root=fat32", out _));
        Assert.Equal("'root=a:b,c': 'c' is no option", Fstab.ReadRoot("root=a:b,c", out _));
    }

    [Fact]
    public void TheCommandLineSaysWhatElseIsMounted()
    {
        List<string> problems = [];
        List<MountEntry> entries = Fstab.Read("memory / tmpfs rw\na /share tmpfs rw\nb /b tmpfs rw,name=share", problems);
        Fstab.ReadMounts("quiet mount=9p:share:/share,ro,name=share x mount=tmpfs:c:/c", entries, problems);
        Assert.Empty(problems);
        Assert.Equal(
        [
            new() { Source = "memory", Path = "", Kind = "tmpfs" },
            new() { Source = "share", Path = "share", Kind = "9p", Name = "share", Access = FolderAccess.Read },
            new() { Source = "c", Path = "c", Kind = "tmpfs" },
        ], entries);
    }

    [Theory]
    [InlineData("mount=9p", "'mount=9p' is not mount=KIND:SOURCE:/PATH")]
    [InlineData("mount=9p:a", "'mount=9p:a' is not mount=KIND:SOURCE:/PATH")]
    [InlineData("mount=9p::/a", "'mount=9p::/a' is not mount=KIND:SOURCE:/PATH")]
    [InlineData("mount=9p:a:b", "'mount=9p:a:b': 'b' is no path that begins with /")]
    [InlineData("mount=9p:a:/b,", "'mount=9p:a:/b,': there are 3 words, and not source, path, kind and options")]
    [InlineData("mount=9p:a:,ro", "'mount=9p:a:,ro': there are 3 words, and not source, path, kind and options")]
    [InlineData("mount=9p:#a:/b", "'mount=9p:#a:/b' is not mount=KIND:SOURCE:/PATH")]
    public void WhatIsWrongWithAMountOfTheCommandLineIsSaid(string word, string expected)
    {
        List<string> problems = [];
        List<MountEntry> entries = [];
        Fstab.ReadMounts(word, entries, problems);
        Assert.Empty(entries);
        Assert.Equal([expected], problems);
    }
}
