using System.Xml.Linq;
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

    private string EvaluationFile => Path.Combine(Folder, "evaluation");

    public string Output(string name) => Path.Combine(Folder, name);

    /// <summary>Compiles the project's C# and returns what MSBuild says about it.</summary>
    public async Task<Evaluation> Compile(CancellationToken cancel)
    {
        await EvaluateAll(repository, step, [this], cancel);
        var evaluation = Evaluation.Parse(await File.ReadAllLinesAsync(EvaluationFile, cancel), Output(assembly));
        var compiler = new CSharpCompiler(repository, evaluation, Output("compile.rsp"));
        await step.Make(evaluation.Assembly, $"compile {Name}",
            new Fingerprint().Add(evaluation.CompilerArguments).AddFiles(evaluation.InputFiles),
            () => compiler.Run(cancel), cancel);
        return evaluation;
    }

    private static Fingerprint EvaluationInputs(Repository repository)
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

    /// <summary>Has MSBuild say what it knows of projects that it has not been asked about since anything changed.</summary>
    public static async Task EvaluateAll(Repository repository, Step step, IReadOnlyList<FreestandingProject> projects, CancellationToken cancel)
    {
        var inputs = EvaluationInputs(repository);
        var names = projects.Count == 1 ? projects[0].Name : $"{projects.Count} projects";
        await step.MakeAll([.. projects.Select(project => project.EvaluationFile)], $"evaluate {names}", inputs, async stale =>
        {
            using var turn = await HostProject.TakeTurn(repository, cancel);
            var list = Path.Combine(repository.BuiltFolder("targets"), "evaluation.props");
            await File.WriteAllTextAsync(list, List([.. projects.Where(project => stale.Contains(project.EvaluationFile))]), cancel);
            var result = await new HostCommand("dotnet", "msbuild", repository.Source("targets/Evaluation.proj"), "-restore", "-nologo",
                "-verbosity:quiet", $"-property:EvaluationList={list}") { Folder = repository.Root }.Run(cancel);
            if (!result.Succeeded) throw new ToolFailure(CompilerMessages.Shorten(result.Output, repository));
        }, cancel);
    }

    private string Name => $"{project} ({flavour.FolderName()})";

    private static string List(IReadOnlyList<FreestandingProject> projects) => new XElement("Project", new XElement("ItemGroup",
        projects.Select(project => new XElement("Evaluated", new XAttribute("Include", project.ProjectFile),
            new XElement("AdditionalProperties", $"Configuration={project.Configuration};EvaluationFile={project.EvaluationFile}"))))).ToString();

    private string Configuration => flavour.ToString();

    private string ProjectFile => Directory.GetFiles(repository.Source(project), "*.csproj").Single();
}
