using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Files;
using Diesis.Services;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.Files;

/// <summary>Files in memory, and files of FAT32 on a disk. On Linux: tmpfs, and vfat on the same disk.</summary>
internal static class Trees
{
    private const int PartBytes = 4096, Parts = 64, Entries = 1000;

    private static FileTree _tree = null!;
    private static readonly byte[] Part = new byte[PartBytes];

    public static bool TryOpen()
    {
        if (Service.Find(VfsContract.ExpectedHash, out Handle<Endpoint> at) != Status.Ok || !FileTree.Open(at).TryGet(out _tree)) return false;
        return TryFill("/") && TryFill("/disk/");
    }

    private static bool TryFill(string root)
    {
        if (!_tree.WriteAll(root + "file", new byte[Parts * PartBytes]).IsOk || !_tree.MakeFolder(root + "many").IsOk) return false;
        for (int i = 0; i < Entries; i++)
            if (!_tree.WriteAll($"{root}many/entry number {i}.txt", []).IsOk) return false;
        return _tree.Sync(root).IsOk;
    }

    [Benchmark("files", "tmpfs_file_read_4k", Aim = 1_860)]
    internal static void ReadMemory(ref Measurement measurement) => Read(ref measurement, "/");

    [Benchmark("files", "tmpfs_file_write_4k", Aim = 2_256)]
    internal static void WriteMemory(ref Measurement measurement) => Write(ref measurement, "/");

    [Benchmark("files", "tmpfs_file_open_close", Aim = 6_042)]
    internal static void OpenMemory(ref Measurement measurement) => Open(ref measurement, "/");

    [Benchmark("files", "tmpfs_file_create_remove", Aim = 27_186)]
    internal static void CreateMemory(ref Measurement measurement) => Create(ref measurement, "/");

    [Benchmark("files", "tmpfs_folder_list_1000", Aim = 490_552)]
    internal static void ListMemory(ref Measurement measurement) => List(ref measurement, "/");

    [Benchmark("files", "fat32_file_read_4k", Aim = 2_204)]
    internal static void ReadDisk(ref Measurement measurement) => Read(ref measurement, "/disk/");

    [Benchmark("files", "fat32_file_write_4k", Aim = 3_067)]
    internal static void WriteDisk(ref Measurement measurement) => Write(ref measurement, "/disk/");

    [Benchmark("files", "fat32_file_open_close", Aim = 6_384)]
    internal static void OpenDisk(ref Measurement measurement) => Open(ref measurement, "/disk/");

    [Benchmark("files", "fat32_file_create_remove", Aim = 40_907)]
    internal static void CreateDisk(ref Measurement measurement) => Create(ref measurement, "/disk/");

    [Benchmark("files", "fat32_folder_list_1000", Aim = 1_450_995)]
    internal static void ListDisk(ref Measurement measurement) => List(ref measurement, "/disk/");

    private static void Read(ref Measurement measurement, string root)
    {
        using OpenFile file = Opened(root + "file", OpenMode.Read);
        var time = new SpareTime.Since();
        for (int i = 0; i < Parts; i++)
            if (!file.Read((ulong)i * PartBytes, Part).TryGet(out int read) || read != PartBytes) Fail("read");
        time.Stop(ref measurement, Parts);
    }

    private static void Write(ref Measurement measurement, string root)
    {
        using OpenFile file = Opened(root + "file", OpenMode.Write);
        var time = new SpareTime.Since();
        for (int i = 0; i < Parts; i++)
            if (!file.Write((ulong)i * PartBytes, Part).IsOk) Fail("write");
        time.Stop(ref measurement, Parts);
    }

    private static void Open(ref Measurement measurement, string root)
    {
        string path = root + "file";
        var time = new SpareTime.Since();
        for (int i = 0; i < Parts; i++) Opened(path, OpenMode.Read).Dispose();
        time.Stop(ref measurement, Parts);
    }

    private static void Create(ref Measurement measurement, string root)
    {
        string path = root + "made";
        var time = new SpareTime.Since();
        for (int i = 0; i < Parts; i++)
        {
            Opened(path, OpenMode.Write | OpenMode.Create | OpenMode.New).Dispose();
            if (!_tree.Remove(path).IsOk) Fail("remove");
        }
        time.Stop(ref measurement, Parts);
    }

    private static void List(ref Measurement measurement, string root)
    {
        string path = root + "many";
        var time = new SpareTime.Since();
        if (!_tree.List(path).TryGet(out var items) || items.Count < Entries) Fail("list");
        time.Stop(ref measurement, 1);
    }

    private static OpenFile Opened(string path, OpenMode mode)
    {
        Result<OpenFile, FileStatus> opened = _tree.Open(path, mode);
        if (!opened.IsOk) Fail("open");
        return opened.Value;
    }

    private static void Fail(string what) => Environment.FailFast($"a file cannot be used: {what}");
}
