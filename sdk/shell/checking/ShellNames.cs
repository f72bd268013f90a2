using System.Collections.Generic;
using Diesis.Shell.Bytecode;
using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

/// <summary>All that a line can name that it did not declare itself: what libraries export, and what lines before it left.</summary>
public sealed class ShellNames(CommandTable commands)
{
    public CommandTable Commands { get; } = commands;

    /// <summary>Variables of the session. A name that is declared again is another variable.</summary>
    public Dictionary<string, Variable> Variables { get; } = [];
    public Dictionary<string, ShellFunction> Functions { get; } = [];

    /// <summary>What <see cref="Operation.Call"/> calls, by number.</summary>
    public List<Code> Codes { get; } = [];

    public int GlobalCount { get; set; }

    /// <summary>The same names as they are now, for a job: what comes later it does not see.</summary>
    public ShellNames Copy()
    {
        ShellNames copy = new(Commands) { GlobalCount = GlobalCount };
        foreach ((string name, Variable variable) in Variables) copy.Variables[name] = variable;
        foreach ((string name, ShellFunction function) in Functions) copy.Functions[name] = function;
        copy.Codes.AddRange(Codes);
        return copy;
    }
}
