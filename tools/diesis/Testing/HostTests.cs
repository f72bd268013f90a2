using Diesis.Tools.Building;
using Diesis.Tools.Commands;
using Diesis.Tools.Host;

namespace Diesis.Tools.Testing;

/// <summary>Builds and runs a project of xunit tests on the host.</summary>
/// <param name="suite">What the project is called in reports.</param>
internal sealed class HostTests(Workshop workshop, TestReport report, string suite, string project)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public string? Filter { get; init; }

    /// <summary>What the tests find in their environment.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public async Task Run(CancellationToken cancel)
    {
        await workshop.Progress.Step($"build {project}", () => HostProject.Build(workshop.Repository, project, cancel));
        var results = Path.Combine(workshop.Repository.BuiltFolder("test"), suite + ".trx");
        File.Delete(results);
        var run = await workshop.Progress.Step($"run {project}", () => Execute(results, cancel));
        if (!File.Exists(results)) throw new ToolFailure($"the {suite} tests did not run:\n{run.Output.TrimEnd()}");
        var told = TrxReport.Parse(suite, await File.ReadAllTextAsync(results, cancel));
        report.AddSuite(suite, told);
        // Those that hung, or came after a crash, are not among the results.
        if (!run.Succeeded && told.All(test => test.HasPassed))
            throw new ToolFailure($"the {suite} tests ended before all had run:\n{run.Output.TrimEnd()}");
    }

    private async Task<CommandResult> Execute(string results, CancellationToken cancel)
    {
        var name = Path.GetFileNameWithoutExtension(Directory.GetFiles(workshop.Repository.Source(project),
            "*.csproj").Single());
        var assembly = workshop.Repository.Built("dotnet", "bin", name, "debug", name + ".dll");
        string[] filter = Filter is null ? [] : ["--filter", $"FullyQualifiedName~{Filter}"];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        try
        {
            var command = new HostCommand("dotnet",
                ["test", assembly, "--nologo", "--logger", $"trx;LogFileName={results}", "--results-directory",
                    Path.GetDirectoryName(results)!, "--blame-hang-timeout", "2min", "--blame-hang-dump-type", "none",
                    .. filter])
            {
                Folder = workshop.Repository.Root,
                Variables = Variables,
            };
            return await command.Run(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ToolFailure($"the {suite} tests did not end within {Limit.TotalMinutes} minutes");
        }
    }
}
