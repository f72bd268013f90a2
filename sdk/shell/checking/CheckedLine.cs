using System.Collections.Generic;
using Diesis.Shell.Bytecode;
using Diesis.Shell.Syntax;

namespace Diesis.Shell.Checking;

/// <summary>A line or script that was checked: it may be run if there are no problems.</summary>
public sealed class CheckedLine(CheckedFunction main, List<Problem> problems)
{
    public CheckedFunction Main { get; } = main;
    public List<Problem> Problems { get; } = problems;

    /// <summary>Nothing is wrong but that the text ends too early.</summary>
    public bool IsIncomplete { get; internal set; }

    /// <summary>What it declares.</summary>
    public Dictionary<string, Variable> Variables { get; } = [];
    public Dictionary<string, ShellFunction> Functions { get; } = [];

    /// <summary>The functions' bodies, by number.</summary>
    public Dictionary<int, CheckedFunction> Bodies { get; } = [];

    /// <summary>How many variables of the session it declares; more than <see cref="Variables"/> where a name comes twice.</summary>
    public int GlobalCount { get; set; }

    /// <summary>Makes what it declares known to the lines that follow.</summary>
    public void Commit(ShellNames names, Code[] functions)
    {
        foreach ((string name, Variable variable) in Variables) names.Variables[name] = variable;
        foreach ((string name, ShellFunction function) in Functions)
        {
            names.Functions[name] = function;
            // The newer of a variable and a function is meant by their name.
            if (!Variables.ContainsKey(name)) names.Variables.Remove(name);
        }
        names.GlobalCount += GlobalCount;
        names.Codes.AddRange(functions);
    }
}
