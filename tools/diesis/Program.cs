using System.CommandLine;
using Diesis.Tools.Commands;
using Diesis.Tools.Host;

HostTool.CompletePath();
ChildProcesses.EndWithThisProcess();
var progress = new Progress();
try
{
    var workshop = new Workshop(Repository.OfThisTool());
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
catch (OperationCanceledException)
{
    return 130; // as a shell says of a program ended by Ctrl-C
}
