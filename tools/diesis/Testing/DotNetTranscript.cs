using Diesis.Tools.Building;
using Diesis.Tools.Commands;
using Diesis.Tools.Host;

namespace Diesis.Tools.Testing;

/// <summary>What the behaviour tests say over .NET: what a kernel's core library is held to.</summary>
/// <param name="lines">Each begins with the name of its section.</param>
internal sealed class DotNetTranscript(IReadOnlyList<string> lines)
{
    private const string Project = "tests/behaviour-host";

    private readonly ILookup<string, string> _sections = lines.ToLookup(line => line.Split(' ', 2)[0]);

    public static async Task<DotNetTranscript> Read(Workshop workshop, CancellationToken cancel)
    {
        var repository = workshop.Repository;
        await workshop.Progress.Step($"build {Project}", () => HostProject.Build(repository, Project, cancel));
        var program = repository.Built("dotnet", "bin", "Behaviour.Host", "debug", "Behaviour.Host.dll");
        var output = await new HostCommand("dotnet", program).RunOrFail(cancel);
        return new DotNetTranscript(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <param name="test">The test of a section: <c>Type.Section</c>.</param>
    /// <returns>How what was said in it differs from what .NET says; null when it does not.</returns>
    public string? FirstDifference(string test, IReadOnlyList<string> said) =>
        TranscriptComparison.FirstDifference([.. _sections[test[(test.LastIndexOf('.') + 1)..]]], said);
}
