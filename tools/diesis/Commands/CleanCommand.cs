using System.CommandLine;
using Diesis.Tools.Host;

namespace Diesis.Tools.Commands;

/// <summary><c>diesis clean</c></summary>
internal static class CleanCommand
{
    /// <summary>It is running.</summary>
    private const string Tool = "tool";

    public static Command Create(Workshop workshop)
    {
        var command = new Command("clean", "Deletes everything that builds have written, except the tool itself.");
        command.SetAction(_ =>
        {
            Clean(workshop.Repository);
            return 0;
        });
        return command;
    }

    internal static void Clean(Repository repository)
    {
        foreach (var entry in new DirectoryInfo(repository.BuiltFolder()).EnumerateFileSystemInfos())
        {
            if (entry.Name == Tool) continue;
            if (entry is DirectoryInfo folder) folder.Delete(recursive: true);
            else entry.Delete();
        }
    }
}
