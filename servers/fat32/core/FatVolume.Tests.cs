using System.Text;
using Diesis.Contracts.Files;
using Diesis.Tests.Files;

namespace Diesis.Servers.Fat;

public sealed class FatVolumeTests
{
    internal static readonly DateTime Now = new(2026, 11, 30, 12, 34, 56, DateTimeKind.Utc);

    internal static FatVolume Open(MemoryStore store, LastingMemory memory)
    {
        Assert.Equal(FileStatus.Ok, FatVolume.Open(store, memory.Memory, () => Now, out FatVolume? volume));
        volume!.Journal.BeforeSector = store.Live;
        return volume;
    }

    internal static LastingMemory Memory(int pages = 64) => new(FatVolume.LeastMemoryBytes + (pages - 64) * 4096);

    /// <summary>Finds something by a path of names with strokes between.</summary>
    internal static FatNode Walk(FatVolume volume, string path)
    {
        FatNode node = volume.Root;
        volume.Keep(node);
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Equal(FileStatus.Ok, volume.Find(node, name, out FatNode? next));
            volume.Release(node);
            node = next!;
        }
        return node;
    }

    internal static byte[] ReadAll(FatVolume volume, FatNode file)
    {
        byte[] content = new byte[file.Size];
        Assert.Equal(FileStatus.Ok, volume.Read(file, 0, content, out int count));
        Assert.Equal(content.Length, count);
        return content;
    }

    internal static List<string> Names(FatVolume volume, FatNode folder)
    {
        List<string> names = [];
        int position = 0;
        FileStatus status;
        while ((status = volume.Next(folder, ref position, out FatItem item)) == FileStatus.Ok) names.Add(item.Name);
        Assert.Equal(FileStatus.NotFound, status);
        return names;
    }

    internal static byte[] Noise(int seed, int bytes)
    {
        byte[] noise = new byte[bytes];
        new Random(seed).NextBytes(noise);
        return noise;
    }

    private static FatNode Write(FatVolume volume, FatNode folder, string name, byte[] content)
    {
        Assert.Equal(FileStatus.Ok, volume.Create(folder, name, false, out FatNode? file));
        Assert.Equal(FileStatus.Ok, volume.Write(file!, 0, content, out int count));
        Assert.Equal(content.Length, count);
        return file!;
    }

    [Fact]
    public void WhatOthersWroteIsReadHere()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        byte[] large = Noise(1, 300_000);
        Directory.CreateDirectory($"{folder}/A folder with a long name/deeper");
        File.WriteAllBytes($"{folder}/A folder with a long name/deeper/Größe – длина.bin", large);
        File.WriteAllText($"{folder}/readme.txt", "hello");
        File.WriteAllText($"{folder}/UPPER.TXT", "");
        File.WriteAllText($"{folder}/mixed.Case", "x");
        for (int i = 0; i < 100; i++) File.WriteAllText($"{folder}/A folder with a long name/number {i} of many.text", $"{i}");
        byte[] disk = FatDisk.Change(FatDisk.Make(40), "mcopy", ["-s", "-i", "@", .. Directory.EnumerateFileSystemEntries(folder), "::/"]);
        Directory.Delete(folder, true);

        using LastingMemory memory = Memory();
        FatVolume volume = Open(new(disk), memory);
        Assert.Equal(["A folder with a long name", "UPPER.TXT", "mixed.Case", "readme.txt"], Names(volume, volume.Root).Order(StringComparer.Ordinal));
        Assert.Equal(large, ReadAll(volume, Walk(volume, "/a FOLDER with a long name/deeper/GRÖSSE – ДЛИНА.bin".Replace("GRÖSSE", "GRÖßE"))));
        Assert.Equal("hello"u8, ReadAll(volume, Walk(volume, "README.TXT")));
        Assert.Empty(ReadAll(volume, Walk(volume, "upper.txt")));
        for (int i = 0; i < 100; i++) Assert.Equal(Encoding.ASCII.GetBytes($"{i}"), ReadAll(volume, Walk(volume, $"A folder with a long name/number {i} of many.text")));
        Assert.Equal(101, Names(volume, Walk(volume, "A folder with a long name")).Count);
    }

    [Theory]
    [InlineData(40, "-s", "1")]
    [InlineData(40, "-f", "1")]
    // mtools takes what has fewer clusters than 65,525 for FAT16.
    [InlineData(300, "-s", "8")]
    [InlineData(300, "-s", "1", "-S", "4096")]
    public void WhatIsWrittenHereOthersRead(int mebibytes, params string[] options)
    {
        var store = new MemoryStore(FatDisk.Make(mebibytes, options));
        using LastingMemory memory = Memory(100);
        FatVolume volume = Open(store, memory);
        byte[] large = Noise(2, 1_234_567);
        Assert.Equal(FileStatus.Ok, volume.Create(volume.Root, "Ein Ordner", true, out FatNode? folder));
        Assert.Equal(FileStatus.Ok, volume.Create(folder!, "inside", true, out FatNode? inside));
        Write(volume, inside!, "Größe – длина.bin", large);
        Write(volume, volume.Root, "short.txt", "abc"u8.ToArray());
        Write(volume, volume.Root, "EMPTY", []);
        for (int i = 0; i < 200; i++) Write(volume, folder!, $"number {i} of many.text", Encoding.ASCII.GetBytes($"{i}"));
        Assert.Equal(FileStatus.Ok, volume.Close());

        FatDisk.Check(store.Content);
        Assert.Equal("abc", FatDisk.Ask(store.Content, "mtype", "-i", "@", "::/short.txt"));
        Assert.Equal("137", FatDisk.Ask(store.Content, "mtype", "-i", "@", "::/Ein Ordner/number 137 of many.text"));
        string copy = Path.GetTempFileName();
        FatDisk.Ask(store.Content, "mcopy", "-n", "-o", "-i", "@", "::/Ein Ordner/inside/Größe – длина.bin", copy);
        Assert.Equal(large, File.ReadAllBytes(copy));
        File.Delete(copy);
    }

    [Fact]
    public void NamesAreTheSameInAnyCaseAndLongOrShort()
    {
        using LastingMemory memory = Memory();
        FatVolume volume = Open(new(FatDisk.Make(40)), memory);
        FatNode file = Write(volume, volume.Root, "A long name.text", [1]);
        Assert.Same(file, Walk(volume, "a LONG name.TEXT"));
        Assert.Same(file, Walk(volume, "ALONGN~1.TEX"));
        Assert.Equal(FileStatus.AlreadyThere, volume.Create(volume.Root, "a long NAME.text", false, out _));
        Assert.Equal(FileStatus.AlreadyThere, volume.Create(volume.Root, "alongn~1.tex", true, out _));
        foreach (string bad in (string[])["", ".", "..", "a/b", "a\\b", "a:b", "a.", "a ", " a", "a\0b", "\uD800", new string('a', 256)])
            Assert.Equal(FileStatus.BadName, volume.Create(volume.Root, bad, false, out _));
        Assert.Equal(FileStatus.Ok, volume.Create(volume.Root, new string('ä', 255), false, out _));
        Assert.Equal(["A long name.text", new string('ä', 255)], Names(volume, volume.Root));
    }

    [Fact]
    public void FilesGrowByZerosAndShrink()
    {
        var store = new MemoryStore(FatDisk.Make(40, "-s", "1"));
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        ulong free = volume.FreeBytes;
        FatNode file = Write(volume, volume.Root, "file", Noise(3, 100_000));
        Assert.Equal(FileStatus.Ok, volume.Resize(file, 1000));
        Assert.Equal(FileStatus.Ok, volume.Write(file, 5000, "end"u8, out _));
        byte[] expected = new byte[5003];
        Noise(3, 100_000).AsSpan(0, 1000).CopyTo(expected);
        "end"u8.CopyTo(expected.AsSpan(5000));
        Assert.Equal(expected, ReadAll(volume, file));
        Assert.Equal(free - 10 * 512, volume.FreeBytes);
        Assert.Equal(FileStatus.Ok, volume.Resize(file, 0));
        Assert.Equal(free, volume.FreeBytes);
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.Content);
    }

    [Fact]
    public void AFullVolumeSaysSoAndLosesNothing()
    {
        var store = new MemoryStore(FatDisk.Make(36, "-s", "1"));
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        Assert.Equal(FileStatus.Ok, volume.Create(volume.Root, "all", false, out FatNode? file));
        byte[] part = Noise(4, 1 << 20);
        uint written = 0;
        FileStatus status;
        do
        {
            status = volume.Write(file!, written, part, out int count);
            written += (uint)count;
        }
        while (status == FileStatus.Ok);
        Assert.Equal(FileStatus.NoSpace, status);
        Assert.Equal(0u, volume.FreeBytes);
        Assert.Equal(written, file!.Size);
        Assert.Equal(FileStatus.NoSpace, volume.Create(volume.Root, "folder", true, out _));
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.Content);
        Assert.Equal(FileStatus.Ok, volume.Remove(volume.Root, "all"));
        Assert.Equal(0u, volume.FreeBytes);
        Assert.Equal(FileStatus.Ok, volume.Release(file));
        Assert.Equal(volume.Capacity - 512, volume.FreeBytes);
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.Content);
    }

    [Fact]
    public void ThingsAreRenamedMovedAndReplaced()
    {
        var store = new MemoryStore(FatDisk.Make(40));
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        Assert.Equal(FileStatus.Ok, volume.Create(volume.Root, "one", true, out FatNode? one));
        Assert.Equal(FileStatus.Ok, volume.Create(volume.Root, "two", true, out FatNode? two));
        FatNode file = Write(volume, one!, "a file with a name", [1, 2, 3]);
        volume.Release(Write(volume, two!, "other", [4]));
        Assert.Equal(FileStatus.AlreadyThere, volume.Rename(one!, "a file with a name", two!, "other", false));
        Assert.Equal(FileStatus.Ok, volume.Rename(one!, "a file with a name", two!, "OTHER", true));
        Assert.Same(file, Walk(volume, "two/other"));
        Assert.Equal(["OTHER"], Names(volume, two!));
        Assert.Equal(FileStatus.Ok, volume.Rename(two!, "OTHER", two!, "Other thing", false));
        Assert.Equal([1, 2, 3], ReadAll(volume, Walk(volume, "two/other THING")));
        Assert.Equal(FileStatus.NotEmpty, volume.Remove(volume.Root, "two"));
        Assert.Equal(FileStatus.IntoItself, volume.Rename(volume.Root, "two", two!, "x", false));
        Assert.Equal(FileStatus.NotEmpty, volume.Rename(volume.Root, "one", volume.Root, "two", true));
        Assert.Equal(FileStatus.NotAFolder, volume.Rename(volume.Root, "one", two!, "Other thing", true));
        Assert.Equal(FileStatus.Ok, volume.Rename(volume.Root, "two", one!, "moved", false));
        Assert.Equal([1, 2, 3], ReadAll(volume, Walk(volume, "one/moved/other thing")));
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.Content);
        Assert.Equal("\x01\x02\x03", FatDisk.Ask(store.Content, "mtype", "-i", "@", "::/one/moved/Other thing"));
    }

    [Fact]
    public void WhatIsRemovedStaysForWhoUsesIt()
    {
        var store = new MemoryStore(FatDisk.Make(40));
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        ulong free = volume.FreeBytes;
        byte[] content = Noise(5, 70_000);
        FatNode file = Write(volume, volume.Root, "file", content);
        FatNode empty = Write(volume, volume.Root, "empty", []);
        Assert.Equal(FileStatus.Ok, volume.Remove(volume.Root, "file"));
        Assert.Equal(FileStatus.Ok, volume.Remove(volume.Root, "empty"));
        Assert.Equal(FileStatus.NotFound, volume.Find(volume.Root, "file", out _));
        Write(volume, volume.Root, "file", [9]);
        Assert.Equal(content, ReadAll(volume, file));
        Assert.Equal(FileStatus.Ok, volume.Write(empty, 0, content, out _));
        Assert.Equal(content, ReadAll(volume, empty));
        Assert.Equal(FileStatus.Ok, volume.Release(empty));
        Assert.Equal(FileStatus.Ok, volume.Release(file));
        Assert.Equal(free - 512, volume.FreeBytes);
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.Content);
    }

    [Fact]
    public void WhatWasRemovedIsGivenBackWhenTheVolumeIsClosedThoughItIsUsed()
    {
        var store = new MemoryStore(FatDisk.Make(40));
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        ulong free = volume.FreeBytes;
        FatNode file = Write(volume, volume.Root, "file", Noise(5, 70_000));
        Assert.Equal(FileStatus.Ok, volume.Create(volume.Root, "folder", true, out FatNode? folder));
        Assert.Equal(FileStatus.Ok, volume.Remove(volume.Root, "file"));
        Assert.Equal(FileStatus.Ok, volume.Remove(volume.Root, "folder"));
        Assert.True(volume.FreeBytes < free);
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.LosePower().Content);
        Assert.Equal(free, volume.FreeBytes);
        Assert.Empty(ReadAll(volume, file));
        Assert.Equal(FileStatus.NotFound, volume.Write(file, 0, "x"u8, out _));
        Assert.Equal(FileStatus.NotFound, volume.Create(folder!, "inside", false, out _));
        Assert.Equal(FileStatus.NotFound, volume.Find(folder!, "inside", out _));
        FatNode other = Write(volume, volume.Root, "other", Noise(6, 5000));
        Assert.Equal(FileStatus.Ok, volume.Release(file));
        Assert.Equal(FileStatus.Ok, volume.Release(folder!));
        Assert.Equal(Noise(6, 5000), ReadAll(volume, other));
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.Content);
    }

    [Fact]
    public void TheNextInstancesKnowWhatTheLastOnesMadeUnderANumber()
    {
        using LastingMemory memory = Memory();
        var store = new MemoryStore(FatDisk.Make(40));
        FatVolume volume = Open(store, memory);
        FatNode file = Write(volume, volume.Root, "file", [1, 2, 3]);
        volume.Number(7);
        Assert.Equal(FileStatus.AlreadyThere, volume.Create(volume.Root, "file", true, out _));
        Assert.False(volume.WasMade(7, out _));
        Assert.Equal(FileStatus.Ok, volume.Write(file, 3, [4], out _));
        volume.Number(0);
        Assert.Equal(FileStatus.Ok, volume.Write(file, 9, [4], out _));
        Assert.True(volume.WasMade(7, out ulong at));
        Assert.Equal(3u, at);
        // Whoever lost the answer may ask late: others have made changes since, by further instances.
        for (uint i = 0; i < 7; i++)
        {
            volume = Open(store, memory);
            volume.Number(100 + i);
            Assert.Equal(FileStatus.Ok, volume.Create(volume.Root, $"folder {i}", true, out _));
            volume.Number(0);
            Assert.True(volume.WasMade(7, out at));
            Assert.Equal(3u, at);
        }
        volume = Open(store, memory);
        Assert.True(volume.WasMade(106, out _));
        Assert.True(volume.WasMade(100, out _));
        Assert.False(volume.WasMade(7, out _));
        Assert.False(volume.WasMade(0, out _));
    }

    [Fact]
    public void OfManyNamesFewAreKeptAndAllAreFound()
    {
        var store = new MemoryStore(FatDisk.Make(4, "-s", "1"));
        using LastingMemory memory = Memory();
        Assert.Equal(FileStatus.Ok, FatVolume.Open(store, memory.Memory, () => Now, 10, out FatVolume? volume));
        for (int folder = 0; folder < 4; folder++)
        {
            Assert.Equal(FileStatus.Ok, volume!.Create(volume.Root, $"folder number {folder}", true, out FatNode? made));
            for (int i = 0; i < 3 + folder * 4; i++) volume.Release(Write(volume, made!, $"number {i} of them", [(byte)i]));
        }
        for (int round = 0; round < 2; round++)
        {
            for (int folder = 0; folder < 4; folder++)
            {
                FatNode node = Walk(volume!, $"FOLDER number {folder}");
                Assert.Equal(FileStatus.AlreadyThere, volume!.Create(node, "number 2 OF them", false, out _));
                Assert.Equal(FileStatus.NotFound, volume.Find(node, "number 99", out _));
                for (int i = 0; i < 3 + folder * 4; i++) Assert.Equal([(byte)i], ReadAll(volume, Walk(volume, $"folder number {folder}/Number {i} of them")));
            }
        }
        Assert.Equal(FileStatus.Ok, volume!.Rename(Walk(volume, "folder number 3"), "number 1 of them", volume.Root, "here", false));
        Assert.Equal(FileStatus.Ok, volume.Remove(Walk(volume, "folder number 3"), "number 2 of them"));
        Assert.Equal(13, Names(volume, Walk(volume, "folder number 3")).Count);
        Assert.Equal([1], ReadAll(volume, Walk(volume, "here")));
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.Content);
    }

    /// <summary>More pieces than are kept.</summary>
    [Fact]
    public void FilesInManyPiecesAreReadAndWrittenAnywhere()
    {
        var store = new MemoryStore(FatDisk.Make(4, "-s", "1"));
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        FatNode one = Write(volume, volume.Root, "one", []), two = Write(volume, volume.Root, "two", []);
        byte[] expected = Noise(8, 2500 * 512);
        for (int at = 0; at < expected.Length; at += 512)
        {
            Assert.Equal(FileStatus.Ok, volume.Write(one, (uint)at, expected.AsSpan(at, 512), out _));
            Assert.Equal(FileStatus.Ok, volume.Write(two, (uint)at, [1], out _));
            Assert.Equal(FileStatus.Ok, volume.Resize(two, (uint)at + 512));
        }
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            int at = random.Next(expected.Length), length = Math.Min(random.Next(3000), expected.Length - at);
            if (i % 3 == 0)
            {
                random.NextBytes(expected.AsSpan(at, length));
                Assert.Equal(FileStatus.Ok, volume.Write(one, (uint)at, expected.AsSpan(at, length), out _));
            }
            byte[] part = new byte[length];
            Assert.Equal(FileStatus.Ok, volume.Read(one, (uint)at, part, out int count));
            Assert.Equal(length, count);
            Assert.Equal(expected[at..(at + length)], part);
        }
        Assert.Equal(FileStatus.Ok, volume.Resize(one, 1_000_001));
        Assert.Equal(FileStatus.Ok, volume.Resize(one, 1_200_000));
        expected.AsSpan(1_000_001, 199_999).Clear();
        Assert.Equal(expected[..1_200_000], ReadAll(volume, one));
        Assert.Equal(FileStatus.Ok, volume.Close());
        FatDisk.Check(store.Content);
    }

    [Fact]
    public void WhatWasRemovedAndUsedIsGivenBackAfterADeath()
    {
        var store = new MemoryStore(FatDisk.Make(40));
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        ulong free = volume.FreeBytes;
        Write(volume, volume.Root, "file", Noise(5, 70_000));
        Assert.Equal(FileStatus.Ok, volume.Remove(volume.Root, "file"));
        FatVolume next = Open(store, memory);
        Assert.Equal(free, next.FreeBytes);
        Assert.Equal(FileStatus.Ok, next.Close());
        FatDisk.Check(store.Content);
    }

    [Fact]
    public void AFailingDeviceIsSaidAndNothingIsLost()
    {
        var store = new MemoryStore(FatDisk.Make(40));
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        byte[] content = Noise(6, 50_000);
        FatNode file = Write(volume, volume.Root, "file", content);
        store.IsBroken = true;
        Assert.Equal(FileStatus.DeviceFailed, volume.Sync());
        store.IsBroken = false;
        Assert.Equal(FileStatus.Ok, volume.Close());
        Assert.Equal(content, ReadAll(volume, file));
        FatDisk.Check(store.Content);
    }

    [Fact]
    public void ADiskSaysThatItIsInUseFromTheFirstChangeToTheClose()
    {
        var store = new MemoryStore(FatDisk.Make(40));
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        for (int round = 0; round < 2; round++)
        {
            volume.Release(Write(volume, volume.Root, $"file {round}", [1]));
            Assert.Throws<InvalidOperationException>(() => FatDisk.Check(store.LosePower().Content));
            Assert.Equal(FileStatus.Ok, volume.Close());
            FatDisk.Check(store.LosePower().Content);
        }
    }

    [Fact]
    public void ADiskThatOthersLeftInUseIsLeftSo()
    {
        byte[] disk = FatDisk.Make(40, "-s", "1");
        int fat = BitConverter.ToUInt16(disk, 14) * 512;
        // FAT, "FAT Data Structure": of entry 1, bit 27.
        disk[fat + 7] &= 0xF7;
        var store = new MemoryStore(disk);
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        volume.Release(Write(volume, volume.Root, "file", [1]));
        Assert.Equal(FileStatus.Ok, volume.Close());
        Assert.Equal(0, store.Content[fat + 7] & 8);
    }

    [Fact]
    public void AReadOnlyDiskIsOnlyRead()
    {
        var store = new MemoryStore(FatDisk.Make(40)) { IsReadOnly = true };
        using LastingMemory memory = Memory();
        FatVolume volume = Open(store, memory);
        Assert.Equal(FileStatus.ReadOnly, volume.Create(volume.Root, "file", false, out _));
        Assert.Equal(0, store.Writes);
        Assert.Equal(FileStatus.Ok, volume.Close());
    }

    [Fact]
    public void WhatIsNoFat32IsRefused()
    {
        foreach ((int mebibytes, string type) in ((int, string)[])[(4, "12"), (16, "16")])
        {
            using LastingMemory memory = Memory();
            Assert.Equal(FileStatus.NotSupported, FatVolume.Open(new MemoryStore(FatDisk.MakeOther(mebibytes, "-F", type)), memory.Memory, () => Now, out _));
        }
        using LastingMemory zeros = Memory();
        Assert.Equal(FileStatus.NotSupported, FatVolume.Open(new MemoryStore(new byte[1 << 20]), zeros.Memory, () => Now, out _));
    }

    [Fact]
    public void TheCopyOfTheBootSectorServesWhenTheFirstIsGone()
    {
        byte[] disk = FatDisk.Make(40);
        disk.AsSpan(0, 512).Clear();
        using LastingMemory memory = Memory();
        Assert.Empty(Names(Open(new(disk), memory), Open(new(disk), memory).Root));
    }
}
