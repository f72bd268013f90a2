using System.CommandLine;
using Diesis.Tools.Documentation;
using Diesis.Tools.Host;

namespace Diesis.Tools.Commands;

/// <summary><c>diesis docs</c></summary>
internal static class DocsCommand
{
    public static Command Create(Workshop workshop)
    {
        var command = new Command("docs", "Writes the pages that are made from declarations.");
        command.SetAction(async (_, cancel) =>
        {
            foreach (var (path, text) in KernelInterface.OutOfDate(workshop.Repository))
            {
                File.WriteAllText(workshop.Repository.Source(path), text);
                workshop.Progress.Note($"{path} is new");
            }
            await workshop.Preparation.Ensure(Need.Build, cancel);
            foreach (var name in await ContractGoldens.Write(workshop, cancel))
                workshop.Progress.Note($"{ContractGoldens.Folder}/{name} is new");
            return 0;
        });
        return command;
    }
}
