using System.Text.RegularExpressions;
using Diesis.Tools.Host;

namespace Diesis.Tools.Documentation;

/// <summary>docs/first-service.md shows files of samples/: as they are, so that who types them has what is built here.</summary>
public sealed partial class FirstServiceTests
{
    private static readonly Repository Repository = Repository.OfThisTool();

    [Fact]
    public void ThePageShowsTheFilesAsTheyAre()
    {
        var shown = 0;
        foreach (Match file in FilePattern().Matches(File.ReadAllText(Repository.Source("docs/first-service.md"))))
        {
            Assert.Equal(File.ReadAllText(Repository.Source(file.Groups["path"].Value)), file.Groups["text"].Value);
            shown++;
        }
        Assert.Equal(Directory.GetFiles(Repository.Source("samples/greeter"), "*.cs*").Length + Directory.GetFiles(Repository.Source("samples/visitor"), "*.cs*").Length, shown);
    }

    /// <summary>A path of a file that ends nearest before a block of code, and the block.</summary>
    [GeneratedRegex(@"`(?<path>samples/[a-z]+/[A-Za-z]+\.(cs|csproj))`(?:(?!`samples/)[\s\S])*?```(csharp|xml)\n(?<text>[\s\S]*?)```")]
    private static partial Regex FilePattern();
}
