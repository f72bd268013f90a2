namespace Diesis.Tests.Files;

/// <summary>Disks in FAT32 that Linux's own programs make, read and check (dosfstools, mtools).</summary>
internal static class FatDisk
{
    /// <summary>An empty disk.</summary>
    public static byte[] Make(int mebibytes, params string[] options) => MakeOther(mebibytes, ["-F", "32", .. options]);

    /// <summary>An empty disk of another kind.</summary>
    public static byte[] MakeOther(int mebibytes, params string[] options)
    {
        using var file = new TemporaryFile();
        using (FileStream stream = File.Create(file.Path)) stream.SetLength((long)mebibytes << 20);
        Run("mkfs.fat", ["--invariant", .. options, file.Path]);
        return File.ReadAllBytes(file.Path);
    }

    /// <summary>Lets a program change a disk.</summary>
    /// <param name="arguments">With the disk's path in place of <c>@</c>.</param>
    public static byte[] Change(byte[] disk, string program, params string[] arguments)
    {
        using var file = new TemporaryFile(disk);
        Run(program, [.. arguments.Select(argument => argument == "@" ? file.Path : argument)]);
        return File.ReadAllBytes(file.Path);
    }

    /// <summary>What a program says about a disk.</summary>
    public static string Ask(byte[] disk, string program, params string[] arguments)
    {
        using var file = new TemporaryFile(disk);
        return Run(program, [.. arguments.Select(argument => argument == "@" ? file.Path : argument)]);
    }

    /// <summary>Has the disk checked. The check fails for anything that it would repair, marks of a volume in use among it.</summary>
    public static void Check(byte[] disk) => Ask(disk, "fsck.fat", "-n", "-V", "@");

    private static string Run(string program, string[] arguments) => DiskPrograms.Run(program, arguments);
}
