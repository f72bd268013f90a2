using System.CommandLine;
using Diesis.Tools.Documentation;

namespace Diesis.Tools.Commands;

/// <summary><c>diesis docs</c></summary>
internal static class DocsCommand
{
    public static Command Create(Workshop workshop)
    {
        var command = new Command("docs", "Writes the pages that are made from declarations.");
        command.SetAction(_ =>
        {
            foreach (var (path, text) in KernelInterface.OutOfDate(workshop.Repository))
            {
                File.WriteAllText(workshop.Repository.Source(path), text);
                workshop.Progress.Note($"{path} is new");
            }
            return 0;
        });
        return command;
    }
}
