using Diesis.Abi;
using Diesis.Servers.Shell;
using Diesis.Servers.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Commands;

public static partial class ExportedCommands
{
    /// <summary>What is kept of the process's memory for what is no value of a line: code, the editor, and what a command takes at once.</summary>
    private const long BesidesLines = 24 << 20;

    static partial void Complete(CommandTable table)
    {
        Connections.Source ??= new ProcessConnections();
        table.Paths = FileCommands.CompletePath;
        table.Waits = new ProcessWaits();
        if (Kernel.Query(Startup.Block.Budget, out ObjectInfo budget) == Status.Ok) ShellMachine.MostHeapBytes = (long)budget.Detail0 - BesidesLines;
    }
}
