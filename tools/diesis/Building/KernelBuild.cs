using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>The results of building a kernel.</summary>
/// <param name="Image">What is booted: no symbols and no debug information.</param>
/// <param name="WithSymbols">The same, for debuggers.</param>
internal sealed record KernelImage(Architecture Architecture, Flavour Flavour, string Image, string WithSymbols);

/// <summary>
/// Builds a kernel: C# to IL, IL to an object file, assembly, link, strip. Each step only if it has to be.
/// </summary>
internal sealed class KernelBuild(Repository repository, Progress progress)
{
    private readonly Step _step = new(progress);

    public async Task<KernelImage> Build(Architecture architecture, Flavour flavour, CancellationToken cancel)
    {
        var project = new FreestandingProject(repository, _step, $"targets/kernel-{architecture}", "Kernel.dll",
            flavour);
        var assembling = Assemble(architecture, cancel);
        var evaluation = await project.Compile(cancel);
        var code = await new Ilc(repository, evaluation).Generate(_step, architecture, ObjectFormat.Elf,
            project.Output("kernel.o"), cancel);
        string[] objects = [.. await assembling, code];

        var image = new KernelImage(architecture, flavour, project.Output("kernel.elf"),
            project.Output("kernel.debug.elf"));
        var linker = new Linker(repository, architecture);
        await _step.Make(image.WithSymbols, $"link kernel for {architecture} ({flavour.FolderName()})",
            new Fingerprint().Add("symbols 2").Add(linker.Arguments(objects,
                image.WithSymbols)).AddFiles(objects).AddFiles(linker.Scripts),
            () => new SymbolTable(architecture, linker.Link).LinkWithSymbols(
                objects, evaluation.Assembly, project.Output("kernel"), image.WithSymbols, cancel), cancel);
        await _step.Make(image.Image, $"strip kernel for {architecture} ({flavour.FolderName()})",
            new Fingerprint().AddFiles([image.WithSymbols]),
            () => new HostCommand("llvm-objcopy-19", "--strip-sections", image.WithSymbols,
                image.Image).RunOrFail(cancel), cancel);
        return image;
    }

    /// <returns>The object files of everything that is not C#.</returns>
    private async Task<IEnumerable<string>> Assemble(Architecture architecture, CancellationToken cancel)
    {
        return await new Assembler(repository, _step).AssembleAll(
            [AssemblySources.Kernel(architecture), AssemblySources.CoreLibrary(architecture)], cancel);
    }
}
