using System.Formats.Tar;
using System.Text;
using Diesis.Tests;

namespace Diesis.Archives;

public sealed class TarReaderTests
{
    private static byte[] Make(TarEntryFormat format, params TarEntry[] entries)
    {
        using MemoryStream result = new();
        using (TarWriter writer = new(result, format)) foreach (TarEntry entry in entries) writer.WriteEntry(entry);
        return result.ToArray();
    }

    private static UstarTarEntry Entry(string path, string content = "", TarEntryType type = TarEntryType.RegularFile)
    {
        UstarTarEntry entry = new(type, path);
        if (type is TarEntryType.RegularFile) entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink) entry.LinkName = "target";
        return entry;
    }

    private static ArchiveProblem Read(byte[] archive, out List<(string Path, string Content)> files)
    {
        files = [];
        TarReader reader = new(archive);
        while (reader.TryNext(out TarFile file))
        {
            TarPath path = file.Path;
            files.Add((Encoding.UTF8.GetString(path.Text), Encoding.UTF8.GetString(file.Content)));
        }
        return reader.Problem;
    }

    private static ArchiveProblem Read(byte[] archive) => Read(archive, out _);

    [Fact]
    public void FilesComeInTheirOrderWithTheirContent()
    {
        string large = new('x', 5000);
        byte[] archive = Make(TarEntryFormat.Ustar, Entry("first", "one"), Entry("folder/", type: TarEntryType.Directory), Entry("folder/empty"), Entry("folder/large", large));
        Assert.Equal(ArchiveProblem.None, Read(archive, out var files));
        Assert.Equal([("first", "one"), ("folder/empty", ""), ("folder/large", large)], files);
    }

    [Fact]
    public void LongPathsAreInTwoParts()
    {
        string prefix = string.Join('/', Enumerable.Repeat("a-folder-of-some-length", 6)), path = prefix + "/file";
        byte[] archive = Make(TarEntryFormat.Ustar, Entry("file", "content"));
        Encoding.UTF8.GetBytes(prefix).CopyTo(archive, 345);
        Assert.Equal(ArchiveProblem.None, Read(Summed(archive), out var files));
        Assert.Equal([(path, "content")], files);
    }

    [Theory]
    [InlineData("--format=ustar")]
    [InlineData("--format=gnu")]
    public void WhatTarMakesIsRead(string format)
    {
        string folder = Directory.CreateTempSubdirectory("tar").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "in/deeper"));
        File.WriteAllText(Path.Combine(folder, "in/one"), "first");
        File.WriteAllText(Path.Combine(folder, "in/deeper/two"), new string('z', 512));
        HostPrograms.Run("tar", format, "-C", Path.Combine(folder, "in"), "--sort=name", "-cf", Path.Combine(folder, "out.tar"), ".");
        Assert.Equal(ArchiveProblem.None, Read(File.ReadAllBytes(Path.Combine(folder, "out.tar")), out var files));
        Assert.Equal([("deeper/two", new string('z', 512)), ("one", "first")], files);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("/absolute")]
    [InlineData("..")]
    [InlineData("../up")]
    [InlineData("a/../../up")]
    [InlineData("a//b")]
    [InlineData("back\\slash")]
    [InlineData("line\nbreak")]
    public void PathsThatClimbOutAreRefused(string path) => Assert.Equal(ArchiveProblem.BadPath, Read(WithName(path)));

    /// <summary>A path that .NET would not write, with the right check sum.</summary>
    private static byte[] WithName(string path)
    {
        byte[] archive = Make(TarEntryFormat.Ustar, Entry("x", "content"));
        archive.AsSpan(0, 100).Clear();
        Encoding.UTF8.GetBytes(path).CopyTo(archive, 0);
        return Summed(archive);
    }

    private static byte[] Summed(byte[] archive)
    {
        if (archive.Length < 512) return archive;
        archive.AsSpan(148, 8).Fill((byte)' ');
        int sum = archive.Take(512).Sum(value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(archive, 148);
        return archive;
    }

    [Fact]
    public void LinksAndDevicesAreRefused()
    {
        foreach (TarEntryType type in (TarEntryType[])[TarEntryType.SymbolicLink, TarEntryType.HardLink, TarEntryType.Fifo])
            Assert.Equal(ArchiveProblem.NotAFile, Read(Make(TarEntryFormat.Ustar, Entry("link", type: type))));
        Assert.Equal(ArchiveProblem.NotAFile, Read(Make(TarEntryFormat.Pax, new PaxTarEntry(TarEntryType.RegularFile, "x"))));
    }

    [Fact]
    public void NumbersThatAreNoneAreRefused()
    {
        foreach (string size in (string[])["", "8", "77777777777x", "-1", "1 1"])
        {
            byte[] archive = Make(TarEntryFormat.Ustar, Entry("x", "content"));
            archive.AsSpan(124, 12).Clear();
            Encoding.ASCII.GetBytes(size).CopyTo(archive, 124);
            Assert.Equal(ArchiveProblem.BadNumber, Read(Summed(archive)));
        }
        byte[] huge = Make(TarEntryFormat.Ustar, Entry("x", "content"));
        Encoding.ASCII.GetBytes("77777777777").CopyTo(huge, 124);
        Assert.Equal(ArchiveProblem.CutOff, Read(Summed(huge)));
    }

    [Fact]
    public void ArchivesWithoutTheirEndAreRefused()
    {
        byte[] archive = Make(TarEntryFormat.Ustar, Entry("first", "one"), Entry("second", "two"));
        for (int length = 0; length < archive.Length; length += 64)
            if (length < 5 * 512 + 512) Assert.Equal(ArchiveProblem.CutOff, Read(archive[..length]));
        archive[^1] = 1;
        Assert.Equal(ArchiveProblem.Trailing, Read(archive));
    }

    [Fact]
    public void AHeaderThatChangedIsNoticed()
    {
        byte[] archive = Make(TarEntryFormat.Ustar, Entry("first", "one"));
        for (int i = 0; i < 500; i++)
        {
            if (i is >= 148 and < 156) continue;
            archive[i] ^= 4;
            Assert.NotEqual(ArchiveProblem.None, Read(archive));
            archive[i] ^= 4;
        }
    }

    [Fact]
    public void DamagedArchivesAreReadWithinTheirBoundsOrRefused()
    {
        byte[] archive = Make(TarEntryFormat.Ustar, Entry("first", "one"), Entry("folder/second", new string('y', 700)));
        int good = 0;
        Fuzzing.Run(20_000, fuzzing =>
        {
            if (Read(Summed(fuzzing.Mutate(archive)), out var files) == ArchiveProblem.None) good++;
            Assert.All(files, file => Assert.DoesNotContain("..", file.Path.Split('/')));
        });
        Assert.NotEqual(0, good);
    }
}
