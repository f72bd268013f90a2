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
        foreach (var name in system.Services.Select(service => service.Program).Concat(system.Programs).Prepend(InitName))
        {
            var folder = name == InitName ? "servers/init" : ProgramManifests.FolderOf(name, repository.Root);
            var image = await programs.Build(UserProgram.In(repository, folder), architecture, flavour, cancel);
            files.Add(BootFile.Copy($"programs/{name}", image.Image));
        }
        files.AddRange(system.Texts.Select(text => BootFile.Text(text.Path, text.Content)));
        return InitialArchive.Make(files);
    }
}
