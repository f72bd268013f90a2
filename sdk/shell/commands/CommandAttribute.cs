using System;

namespace Diesis.Shell.Commands;

/// <summary>
/// Exports a static method to the shell, under its own name or another. What stands in its comment is its help. The generator writes the rest: <c>docs/diagnostics/DS851.md</c> says what its parameters and result may be.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CommandAttribute(string name = "") : Attribute
{
    public string Name { get; } = name;
}
