using System.CommandLine;
using Diesis.Tools.Commands;
using Diesis.Tools.Host;

HostTool.CompletePath();
ChildProcesses.EndWithThisProcess();
var progress = new Progress();
Repository? repository = null;
try
{
    repository = Repository.OfThisTool();
    var workshop = new Workshop(repository);
    var root = new RootCommand("Builds, runs, tests and measures Diesis.")
    {
        RunCommand.Create(workshop),
        TestCommand.Create(workshop),
        BenchCommand.Create(workshop),
        BuildCommand.Create(workshop),
        ImageCommand.Create(workshop),
        DebugCommand.Create(workshop),
        DoctorCommand.Create(workshop),
        CleanCommand.Create(workshop),
    };
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (ToolFailure failure)
{
    progress.Fail(failure.Message);
    return 1;
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
{
    progress.Fail(problem.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130; // as a shell says of a program ended by Ctrl-C
}
catch (Exception bug) when (repository is not null)
{
    var report = Path.Combine(repository.BuiltFolder("tool"), "crash.txt");
    File.WriteAllText(report, bug.ToString());
    progress.Fail($"a bug of this tool: {bug.Message} Where it happened is written to {repository.Shorten(report)}.");
    return 1;
}
