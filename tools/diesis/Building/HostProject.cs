using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>MSBuild's turn: projects build the ones that they are made of, so two builds would write the same files.</summary>
internal static class HostProject
{
    public static Task<FileLock> TakeTurn(Repository repository, CancellationToken cancel) => FileLock.Take(repository.Built("msbuild.lock"), cancel);

    /// <summary>Builds a project that runs on the host. Not by <c>dotnet build</c>, which leaves two empty folders in /tmp each time.</summary>
    public static async Task Build(Repository repository, string project, CancellationToken cancel)
    {
        using var turn = await TakeTurn(repository, cancel);
        var result = await new HostCommand("dotnet", "msbuild", repository.Source(project), "-restore", "-nologo", "-verbosity:quiet").Run(cancel);
        if (!result.Succeeded) throw new ToolFailure(CompilerMessages.Shorten(result.Output, repository));
    }
}
