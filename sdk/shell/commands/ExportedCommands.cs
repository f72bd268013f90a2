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
        Complete(table);
        return table;
    }

    /// <summary>Where a program says what its process brings along: <see cref="CommandTable.Paths"/>, <see cref="CommandTable.Waits"/>.</summary>
    static partial void Complete(CommandTable table);

    static partial void AddRecords(CommandTable table);
    static partial void AddCommands(CommandTable table);
}
