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
    var command = DiesisCommand.Create(new Workshop(repository));
    return await command.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
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
