using System.Xml.Linq;

namespace Diesis.Tools.Host;

/// <summary>What is wrong with one tool of this machine.</summary>
internal sealed record ToolComplaint(HostTool Tool, string Text);

/// <summary>Compares this machine with the list of tools in <c>Directory.Packages.props</c>.</summary>
internal sealed class HostTools(Repository repository)
{
    private readonly ToolVersions _versions = new(repository);

    public IReadOnlyList<HostTool> All { get; } = Read(repository.Source("Directory.Packages.props"));

    /// <summary>What is missing or too old. Fast when nothing changed since the last time.</summary>
    public async Task<IReadOnlyList<ToolComplaint>> Check(Need needs, CancellationToken cancel)
    {
        var complaints = new List<ToolComplaint>();
        foreach (var tool in All.Where(tool => (tool.Need & needs) != 0))
        {
            if (await Check(tool, cancel) is { } complaint) complaints.Add(new ToolComplaint(tool, complaint));
        }
        _versions.Save();
        return complaints;
    }

    public async Task<Version?> VersionOf(HostTool tool, CancellationToken cancel) =>
        tool.Oldest is not null && tool.Find() is { } path ? await _versions.Of(path, cancel) : null;

    private async Task<string?> Check(HostTool tool, CancellationToken cancel)
    {
        if (tool.Find() is not { } path) return "missing";
        if (tool.Oldest is not { } oldest) return null;
        var version = await _versions.Of(path, cancel);
        if (version is null) return $"does not tell its version; {oldest} or newer is needed";
        return version < oldest ? $"is version {version}; {oldest} or newer is needed" : null;
    }

    private static List<HostTool> Read(string pins) =>
    [
        .. XDocument.Load(pins).Descendants("HostTool").Select(item => new HostTool(
            (string)item.Attribute("Include")!,
            (string)item.Attribute("Package")!,
            (string?)item.Attribute("Version") is { } version ? Version.Parse(version) : null,
            Enum.Parse<Need>((string)item.Attribute("For")!, ignoreCase: true))),
    ];
}
