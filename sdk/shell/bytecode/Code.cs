using System;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Bytecode;

/// <summary>A function as the machine runs it. Filled once, by the compiler.</summary>
/// <remarks>Its registers: the parameters, then what it took along, then its own variables and what is in between.</remarks>
public sealed class Code(string name, SourceText source)
{
    /// <summary>For messages; empty for what has none.</summary>
    public string Name { get; } = name;
    public SourceText Source { get; } = source;

    public int Parameters { get; internal set; }
    public int Captured { get; internal set; }
    public int Registers { get; internal set; }
    public Instruction[] Instructions { get; internal set; } = [];

    /// <summary>The place in the source that each instruction comes from.</summary>
    public TextSpan[] Places { get; internal set; } = [];

    public Value[] Constants { get; internal set; } = [];
    public ShellType[] Types { get; internal set; } = [];
    public CallSite[] CallSites { get; internal set; } = [];

    /// <summary>The functions that are written inside of this one.</summary>
    public Code[] Inner { get; internal set; } = [];
}
