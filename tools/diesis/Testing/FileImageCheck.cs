using Diesis.Tests.Systems.Files;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Testing;

/// <summary>A disk on which a guest keeps files in FAT32, before and after, by programs of other systems: <c>tests/system/files</c>.</summary>
internal static class FileImageCheck
{
    private const string Test = "SystemTests.OthersReadWhatWasWrittenToADiskAndFindNothingWrong";

    private const int SectorBytes = 512;

    /// <summary>mtools would refuse a disk whose size does not fit to a drive of the last century.</summary>
    private static readonly Dictionary<string, string> MtoolsVariables = new() { ["MTOOLS_SKIP_CHECK"] = "1" };

    /// <summary>Makes a disk with a file on it.</summary>
    public static async Task Make(string image, CancellationToken cancel)
    {
        BootFile[] files = [BootFile.Text(FileNoise.FromHost, FileNoise.HostText)];
        var sectors = FatPartition.SectorsFor(files);
        using (var disk = new FileStream(image, FileMode.Create)) disk.SetLength(sectors * SectorBytes);
        await FatPartition.Write(image, 0, sectors, files, cancel);
    }

    /// <summary>Looks whether the volume is in order, and every file is what the guest says it is.</summary>
    public static async Task<TestResult> Check(string suite, string image, CancellationToken cancel) => new(suite, Test, await Complaint(image, cancel));

    private static async Task<string?> Complaint(string image, CancellationToken cancel)
    {
        var checkedDisk = await new HostCommand("fsck.fat", "-n", "-V", image).Run(cancel);
        if (!checkedDisk.Succeeded) return checkedDisk.Output;
        var copies = Directory.CreateDirectory(image + ".files").FullName;
        foreach (var old in Directory.GetFiles(copies)) File.Delete(old);
        foreach (var path in (string[])["::/" + FileNoise.List, $"::/{FileNoise.Folder}/*"])
        {
            var copied = await (new HostCommand("mcopy", "-n", "-i", image, path, copies) { Variables = MtoolsVariables }).Run(cancel);
            if (!copied.Succeeded) return copied.Output;
        }
        var list = Path.Combine(copies, FileNoise.List);
        var expected = File.ReadAllLines(list).Order(StringComparer.Ordinal);
        var found = Directory.GetFiles(copies).Where(file => file != list).Select(file => FileNoise.LineOf(Path.GetFileName(file), File.ReadAllBytes(file)))
            .Order(StringComparer.Ordinal);
        return expected.SequenceEqual(found) ? null : $"the guest says:\n{string.Join('\n', expected)}\nthere is:\n{string.Join('\n', found)}";
    }
}
