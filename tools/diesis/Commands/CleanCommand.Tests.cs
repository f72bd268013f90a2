using Diesis.Tools.Host;

namespace Diesis.Tools.Commands;

public sealed class CleanCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("diesis-clean-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Write(string path)
    {
        var file = Path.Combine(_root, path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        return file;
    }

    [Fact]
    public void EverythingBuiltGoesButTheToolAndTheSources()
    {
        string[] staying = [Write("kernel/A.cs"), Write(".build/tool/bin/diesis.dll"), Write(".build/tool/stamp")];
        string[] going = [Write(".build/targets/kernel/kernel.elf"), Write(".build/msbuild.lock"), Write(".build/dotnet/bin/a.dll")];
        CleanCommand.Clean(Repository.At(_root));
        Assert.All(staying, file => Assert.True(File.Exists(file), file));
        Assert.All(going, file => Assert.False(File.Exists(file), file));
        Assert.Equal([Path.Combine(_root, ".build/tool")], Directory.GetFileSystemEntries(Path.Combine(_root, ".build")));
    }

    [Fact]
    public void ALinkGoesAndWhatItLeadsToStays()
    {
        var elsewhere = Write("elsewhere/file");
        _ = Directory.CreateDirectory(Path.Combine(_root, ".build"));
        _ = Directory.CreateSymbolicLink(Path.Combine(_root, ".build/link"), Path.GetDirectoryName(elsewhere)!);
        CleanCommand.Clean(Repository.At(_root));
        Assert.True(File.Exists(elsewhere));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_root, ".build")));
    }

    [Fact]
    public void WhereNothingWasBuiltThereIsNothingToDo() => CleanCommand.Clean(Repository.At(_root));
}
