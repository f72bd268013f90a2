using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Analyzers;

public class DocumentationTests
{
    private static readonly DiagnosticDescriptor[] Rules =
    [
        .. Snippet.Rules,
        .. typeof(Generators.Rules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (DiagnosticDescriptor)f.GetValue(null)!),
    ];

    [Fact]
    public void EveryRuleHasAPageThatBeginsWithItsTitle()
    {
        foreach (var rule in Rules)
            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", File.ReadAllText(Path.Combine(Pages(), rule.Id + ".md")), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPageIsOfARule()
        => Assert.Equal(Rules.Select(rule => rule.Id).Order(),
            Directory.GetFiles(Pages(), "DS*.md").Select(Path.GetFileNameWithoutExtension).Order());

    private static string Pages([CallerFilePath] string self = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, "../../docs/diagnostics"));
}
