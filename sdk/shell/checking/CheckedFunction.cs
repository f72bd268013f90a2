using System.Collections.Generic;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

/// <summary>A function while it is checked and compiled: one with a name, a lambda, or a whole line.</summary>
public sealed class CheckedFunction(string name, SourceText source, CheckedFunction? parent, bool isJob = false)
{
    public string Name { get; } = name;
    public SourceText Source { get; } = source;

    /// <summary>In which it is written.</summary>
    public CheckedFunction? Parent { get; } = parent;

    public List<Variable> Parameters { get; } = [];

    /// <summary>Variables of the function around it that it takes along, and what they are called in this one.</summary>
    public List<(Variable Outer, Variable Inner)> Captured { get; } = [];

    /// <summary>What it has to answer; null while that is still to be found out.</summary>
    public ShellType? Result { get; set; }

    public CheckedExpression? Body { get; set; }

    /// <summary>It runs in the background, or is written in what does: variables of the session are copies there.</summary>
    public bool IsOfJob { get; } = parent is { IsOfJob: true } || isJob;

    /// <summary>The value of a variable that belongs to a function further out is taken along from one to the next.</summary>
    public Variable Capture(Variable outer)
    {
        if (outer.IsGlobal || outer.Owner == this) return outer;
        if (Parent is not null && outer.Owner != Parent) outer = Parent.Capture(outer);
        foreach ((Variable known, Variable inner) in Captured) if (known == outer) return inner;
        Variable taken = new(outer.Name, outer.Type, isMutable: false, -1, this);
        Captured.Add((outer, taken));
        return taken;
    }
}

/// <summary>A function that was declared by <c>fn</c>.</summary>
public sealed class ShellFunction(Signature signature, int number)
{
    public Signature Signature { get; } = signature;

    /// <summary>Its number in the session.</summary>
    public int Number { get; } = number;
}
