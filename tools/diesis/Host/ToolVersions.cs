using System.Text.RegularExpressions;

namespace Diesis.Tools.Host;

/// <summary>
/// The versions of host tools. Asking every one of them takes a second, so answers are kept until a tool's file
/// changes.
/// </summary>
internal sealed partial class ToolVersions
{
    private readonly string _file;
    private readonly Dictionary<string, string> _answers = [];
    private bool _changed;

    public ToolVersions(Repository repository)
    {
        _file = Path.Combine(repository.BuiltFolder("doctor"), "versions");
        if (!File.Exists(_file)) return;
        foreach (var line in File.ReadLines(_file))
        {
            if (line.Split('\t') is [var key, var answer]) _answers[key] = answer;
        }
    }

    public async Task<Version?> Of(string path, CancellationToken cancel)
    {
        var key = $"{path} {File.GetLastWriteTimeUtc(path):o}";
        if (!_answers.TryGetValue(key, out var answer))
        {
            answer = FirstVersion((await new HostCommand(path, "--version").Run(cancel)).Output);
            _answers[key] = answer;
            _changed = true;
        }
        return Version.TryParse(answer, out var version) ? version : null;
    }

    public void Save()
    {
        if (!_changed) return;
        File.WriteAllLines(_file, _answers.Select(pair => $"{pair.Key}\t{pair.Value}"));
        _changed = false;
    }

    private static string FirstVersion(string text) => VersionPattern().Match(text).Value;

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?")]
    private static partial Regex VersionPattern();
}
