using System.Text.RegularExpressions;

namespace Diesis.Tools.Host;

/// <summary>The clone that this tool was built from: where its sources are, and where everything built goes.</summary>
internal sealed partial class Repository
{
    /// <summary>
    /// What sources are called in debug information, wherever the clone lies: builds are then the same everywhere.
    /// </summary>
    public const string MappedRoot = "/diesis/";

    public string Root { get; }

    private Repository(string root) => Root = root;

    internal static Repository At(string root) => new(root);

    /// <summary>The tool's own file is at <c>.build/tool/bin/</c> of the clone.</summary>
    public static Repository OfThisTool()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "global.json"))) return new Repository(folder.FullName);
        }
        throw new ToolFailure("the tool was moved out of its repository: start it by the repository's ./diesis");
    }

    public string Source(string relative) => Path.Combine(Root, relative);

    public string Built(params string[] parts) => Path.Combine([Root, ".build", .. parts]);

    /// <summary>As <see cref="Built"/>, for a folder that is made if it is not there.</summary>
    public string BuiltFolder(params string[] parts) => Directory.CreateDirectory(Built(parts)).FullName;

    /// <summary>A path, or a text with paths in it, as it is shown to people.</summary>
    public string Shorten(string text) => MappedPattern().Replace(text.Replace(Root + "/", ""), "");

    /// <summary>Not the end of the path of some folder that is called the same.</summary>
    [GeneratedRegex(@"(?<![\w.-])/diesis/")]
    private static partial Regex MappedPattern();
}
