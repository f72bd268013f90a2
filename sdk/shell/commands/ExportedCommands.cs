using Diesis.Shell.Commands.Pipeline;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Commands;

/// <summary>All commands of this program: those on sequences, and every method marked <c>[Command]</c> that is compiled into it.</summary>
public static partial class ExportedCommands
{
    public static CommandTable MakeTable()
    {
        CommandTable table = new();
        AddRecords(table);
        PipelineCommands.AddTo(table);
        AddCommands(table);
        return table;
    }

    static partial void AddRecords(CommandTable table);
    static partial void AddCommands(CommandTable table);
}
