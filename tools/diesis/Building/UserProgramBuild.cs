using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>
/// Builds programs in user mode: C# to IL, the same for every architecture, IL to an object file, assembly, link, strip.
/// </summary>
internal sealed class UserProgramBuild(Repository repository, Progress progress)
{
    private const string Script = "targets/user.ld";

    private readonly Step _step = new(progress);

    /// <summary>Has MSBuild asked about programs that will be built, in one go.</summary>
    public Task Prepare(IEnumerable<UserProgram> programs, Flavour flavour, CancellationToken cancel) =>
        FreestandingProject.EvaluateAll(repository, _step, [.. programs.Distinct().Select(program => Project(program, flavour))], cancel);

    private FreestandingProject Project(UserProgram program, Flavour flavour) => new(repository, _step, program.Project, program.Assembly + ".dll", flavour);

    public async Task<ProgramImage> Build(UserProgram program, Architecture architecture, Flavour flavour,
        CancellationToken cancel)
    {
        var project = Project(program, flavour);
        var assembling = new Assembler(repository, _step).AssembleAll(
            [AssemblySources.CoreLibrary(architecture), AssemblySources.Library(architecture), .. AssemblySources.Program(program, architecture)], cancel);
        var evaluation = await project.Compile(cancel);
        var code = await new Ilc(repository, evaluation).Generate(_step, architecture, ObjectFormat.Elf,
            project.Output($"{architecture}.o"), cancel);
        var manifest = await new ManifestObject(_step).Make(program, architecture, project.Output(architecture.Name), cancel);
        string[] objects = [.. await assembling, .. await AssembleHeap(evaluation, architecture, cancel), .. manifest, code];

        var image = new ProgramImage(architecture, project.Output($"{architecture}.elf"),
            project.Output($"{architecture}.debug.elf"));
        await _step.Make(image.WithSymbols, $"link {program.Project} for {architecture} ({flavour.FolderName()})",
            new Fingerprint().Add("symbols 1").Add(Arguments(architecture, objects, image.WithSymbols)).AddFiles(objects)
                .AddFiles([repository.Source(Script)]),
            () => Link(evaluation, architecture, objects, project.Output($"{architecture}"), image.WithSymbols, cancel), cancel);
        await _step.Make(image.Image, $"strip {program.Project} for {architecture} ({flavour.FolderName()})",
            new Fingerprint().AddFiles([image.WithSymbols]),
            () => new HostCommand("llvm-objcopy-19", "--strip-sections", image.WithSymbols,
                image.Image).RunOrFail(cancel), cancel);
        return image;
    }

    private async Task<IReadOnlyList<string>> AssembleHeap(Evaluation evaluation, Architecture architecture, CancellationToken cancel) =>
        evaluation.HasHeap ? await new Assembler(repository, _step).AssembleAll(
            [AssemblySources.Heap(architecture), AssemblySources.Runtime(architecture)], cancel) : [];

    /// <summary>Programs with a heap tell of their bugs, and so know the names of their functions.</summary>
    private async Task Link(Evaluation evaluation, Architecture architecture, IReadOnlyList<string> objects, string intermediate, string output,
        CancellationToken cancel)
    {
        if (evaluation.HasHeap)
            await new SymbolTable(architecture, (parts, image, cancel) => Link(architecture, parts, image, cancel))
                .LinkWithSymbols(objects, evaluation.Assembly, intermediate, output, cancel);
        else await Link(architecture, objects, output, cancel);
    }

    private string[] Arguments(Architecture architecture, IEnumerable<string> objects, string output) =>
    [
        "-m", architecture.LinkerEmulation, "--gc-sections", "-pie", "--no-dynamic-linker", "-z", "text",
        "-z", "max-page-size=4096", "--error-limit=0", "-T", repository.Source(Script), .. objects, "-o", output,
    ];

    private async Task Link(Architecture architecture, IEnumerable<string> objects, string output,
        CancellationToken cancel)
    {
        var result = await new HostCommand("ld.lld-19", Arguments(architecture, objects, output)).Run(cancel);
        if (!result.Succeeded) throw new ToolFailure(LinkerMessages.Explain(result.Output, repository));
    }
}
