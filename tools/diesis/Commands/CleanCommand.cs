using System.CommandLine;

namespace Diesis.Tools.Commands;

/// <summary><c>diesis clean</c></summary>
internal static class CleanCommand
{
    public static Command Create(Workshop workshop)
    {
        var command = new Command("clean", "Deletes everything that builds have written, except the tool itself.");
        command.SetAction(_ =>
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(workshop.Repository.Built()))
            {
                if (Path.GetFileName(entry) == "tool") continue; // it is running
                if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
                else File.Delete(entry);
            }
            return 0;
        });
        return command;
    }
}
