using System.Runtime.CompilerServices;

namespace Diesis.Sdk.Analyzers;

public class DocumentationTests
{
    [Fact]
    public void EveryRuleHasAPageThatBeginsWithItsTitle()
    {
        foreach (var rule in Snippet.Rules)
            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", File.ReadAllText(Path.Combine(Pages(), rule.Id + ".md")), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPageIsOfARule()
        => Assert.Equal(Snippet.Rules.Select(rule => rule.Id).Order(),
            Directory.GetFiles(Pages(), "DS*.md").Select(Path.GetFileNameWithoutExtension).Order());

    private static string Pages([CallerFilePath] string self = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, "../../docs/diagnostics"));
}
