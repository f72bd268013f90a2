using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>
/// The SDK's C# compiler, called without MSBuild and through its server, which stays warm between builds.
/// </summary>
internal sealed class CSharpCompiler(Repository repository, Evaluation evaluation, string responseFile)
{
    public async Task Run(CancellationToken cancel)
    {
        await File.WriteAllLinesAsync(responseFile,
            evaluation.CompilerArguments.Where(argument => argument != "/noconfig").Select(Quote), cancel);
        var result = await new HostCommand(Path.Combine(evaluation.CompilerFolder, "csc"), "/noconfig", "/shared",
            "@" + responseFile)
        { Folder = repository.Root }.Run(cancel);
        if (!result.Succeeded) throw new ToolFailure(CompilerMessages.Shorten(result.Output, repository));
    }

    /// <summary>
    /// MSBuild's arguments come with quotes where an option's value needs them, but not around file names.
    /// </summary>
    private static string Quote(string argument) =>
        argument.Contains(' ') && !argument.Contains('"') ? $"\"{argument}\"" : argument;
}
