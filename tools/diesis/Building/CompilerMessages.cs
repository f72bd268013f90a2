using System.Text.RegularExpressions;
using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>The messages of MSBuild and the C# compiler, cut down to what a person needs.</summary>
internal static partial class CompilerMessages
{
    /// <summary>
    /// Errors and warnings, each once, with paths inside the repository; all of the text if there are none.
    /// </summary>
    public static string Shorten(string output, Repository repository)
    {
        var messages = output.Split('\n').Select(line => line.Trim()).Where(line => MessagePattern().IsMatch(line))
            .Select(line => repository.Shorten(ProjectPattern().Replace(line, ""))).Distinct().ToList();
        return messages.Count > 0 ? string.Join('\n', messages) : repository.Shorten(output.Trim());
    }

    [GeneratedRegex(@"(^|: )(error|warning)( \w+)?:|: (fatal )?error:")]
    private static partial Regex MessagePattern();

    [GeneratedRegex(@" \[[^\]]*proj(::[^\]]*)?\]$")]
    private static partial Regex ProjectPattern();
}
