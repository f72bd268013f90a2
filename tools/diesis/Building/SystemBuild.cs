using Diesis.Manifests;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Building;

/// <summary>Builds the programs of a system, and the archive that they are started from.</summary>
internal sealed class SystemBuild(Repository repository, UserProgramBuild programs)
{
    private const string InitName = "init";

    /// <returns>The archive.</returns>
    public async Task<byte[]> Build(SystemManifest system, Architecture architecture, Flavour flavour, CancellationToken cancel)
    {
        var files = new List<BootFile> { new("system", SystemManifestWriter.Write(system)) };
        var names = system.Services.Select(service => service.Program).Concat(system.Programs).Prepend(InitName);
        var built = names.Select(name => (Name: name, Program: UserProgram.In(repository, name == InitName ? "servers/init" : ProgramManifests.FolderOf(name, repository.Root)))).ToList();
        await programs.Prepare(built.Select(one => one.Program), flavour, cancel);
        foreach (var (name, program) in built)
        {
            var image = await programs.Build(program, architecture, flavour, cancel);
            files.Add(BootFile.Copy($"programs/{name}", image.Image));
        }
        files.AddRange(system.Texts.Select(text => BootFile.Text(text.Path, text.Content)));
        return InitialArchive.Make(files);
    }
}
