using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>Builds Diesis's own loader: C# to IL, IL to a COFF object, assembly, link to a UEFI program.</summary>
internal sealed class LoaderBuild(Repository repository, Progress progress)
{
    private readonly Step _step = new(progress);

    /// <returns>The UEFI program.</returns>
    public async Task<string> Build(Architecture architecture, CancellationToken cancel)
    {
        var project = new FreestandingProject(repository, _step, $"targets/loader-{architecture}", "Loader.dll",
            Flavour.Release);
        var assembling = new Assembler(repository, _step).AssembleAll(AssemblySources.Loader(architecture), cancel);
        var evaluation = await project.Compile(cancel);
        var code = await new Ilc(repository, evaluation).Generate(_step, architecture, ObjectFormat.Coff,
            project.Output("loader.obj"), cancel);
        string[] objects = [.. await assembling, code];

        var program = project.Output(architecture.EfiFileName);
        string[] arguments =
        [
            $"/machine:{architecture.CoffMachine}", "/subsystem:efi_application", "/entry:EfiMain", "/nodefaultlib",
            "/debug:dwarf", "/opt:ref", "/Brepro", "/out:" + program, .. objects,
        ];
        await _step.Make(program, $"link loader for {architecture}",
            new Fingerprint().Add(arguments).AddFiles(objects), async () =>
        {
            var result = await new HostCommand("lld-link-19", arguments).Run(cancel);
            if (!result.Succeeded) throw new ToolFailure(LinkerMessages.Explain(result.Output, repository));
        }, cancel);
        return program;
    }
}
