using System.Collections.Generic;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

/// <summary>Asks what is known at one place of a line: for completion. What it finds it is told while the line is checked.</summary>
public sealed class Probe(int place)
{
    /// <summary>A character position.</summary>
    public int Place { get; } = place;

    /// <summary>What stands left of the dot, if the place is behind one.</summary>
    public ShellType? Target { get; internal set; }

    /// <summary>The variables that can be named there.</summary>
    public List<Variable> Variables { get; } = [];

    /// <summary>What is being called, if the place is among its arguments.</summary>
    public Signature? Called { get; internal set; }

    /// <summary>Right of a <c>|</c>: what stands left of it.</summary>
    public ShellType? Piped { get; internal set; }

    internal bool IsAt(TextSpan span) => span.Start <= Place && Place <= span.End;
}
