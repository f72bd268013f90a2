using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>
/// A project of <c>targets/</c> in one configuration, as MSBuild understands it. Starting MSBuild takes seconds, so
/// what it says is kept until a project file, an analyzer or the set of source files changes; the compiler is then
/// started without it.
/// </summary>
/// <param name="assembly">The name of the file to compile it to. The AOT compiler takes the assembly's name from
/// it.</param>
internal sealed class FreestandingProject(Repository repository, Step step, string project, string assembly,
    Flavour flavour)
{
    /// <summary>The folders whose C# files a target may be made of.</summary>
    private static readonly string[] SourceFolders = ["boot", "corelib", "kernel", "machine", "samples", "sdk", "servers",
        "tests", "targets"];

    private string Folder { get; } = repository.BuiltFolder("targets", Path.GetFileName(project), flavour.FolderName());

    private string EvaluationFile => Path.Combine(Folder, "evaluation.json");

    public string Output(string name) => Path.Combine(Folder, name);

    /// <summary>Compiles the project's C# and returns what MSBuild says about it.</summary>
    public async Task<Evaluation> Compile(CancellationToken cancel)
    {
        await step.Make(EvaluationFile, $"evaluate {project} ({flavour.FolderName()})", EvaluationInputs(),
            () => Evaluate(cancel), cancel);
        var evaluation = Evaluation.Parse(await File.ReadAllTextAsync(EvaluationFile, cancel), Output(assembly));
        var compiler = new CSharpCompiler(repository, evaluation, Output("compile.rsp"));
        await step.Make(evaluation.Assembly, $"compile {project} ({flavour.FolderName()})",
            new Fingerprint().Add(evaluation.CompilerArguments).AddFiles(evaluation.InputFiles),
            () => compiler.Run(cancel), cancel);
        return evaluation;
    }

    private Fingerprint EvaluationInputs()
    {
        var sources = SourceFolders.Select(repository.Source).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
            .Order(StringComparer.Ordinal).ToList();
        string[] shared = ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"];
        return new Fingerprint()
            .Add(sources.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)))
            .AddFiles(shared.Select(repository.Source))
            .AddFiles(sources.Where(IsReadByMsBuild));

        // Analyzers are C# that has to be built before anything is compiled with them.
        static bool IsReadByMsBuild(string file) =>
            Path.GetExtension(file) is ".csproj" or ".props" or ".targets"
            || file.Contains("/sdk/analyzers/") || file.Contains("/sdk/generators/");
    }

    private async Task Evaluate(CancellationToken cancel)
    {
        using var turn = await HostProject.TakeTurn(repository, cancel);
        var result = await new HostCommand("dotnet", "msbuild", repository.Source(project), "-restore", "-nologo",
            "-verbosity:quiet", "-target:Compile", $"-property:Configuration={flavour}",
            "-property:ProvideCommandLineArgs=true", "-property:SkipCompilerExecution=true",
            "-property:NonExistentFile=__none__", // so that a compilation that is up to date tells its arguments, too
            "-getItem:CscCommandLineArgs", "-getProperty:NuGetPackageRoot,RoslynTargetsPath,IlcVersion,HasHeap,OutputType")
        { Folder = repository.Root }.Run(cancel);
        if (!result.Succeeded) throw new ToolFailure(CompilerMessages.Shorten(result.Output, repository));
        await File.WriteAllTextAsync(EvaluationFile, result.Output, cancel);
    }
}
