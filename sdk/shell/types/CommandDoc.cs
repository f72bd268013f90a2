using System;

namespace Diesis.Shell.Types;

/// <summary>What help says of a command, from its comment.</summary>
/// <param name="summary">What it does, in a sentence or two.</param>
/// <param name="parameters">A line for each parameter that needs words: <c>name: what it is</c>.</param>
/// <param name="example">A line that uses it.</param>
public sealed class CommandDoc(string summary, string parameters = "", string example = "")
{
    public string Summary { get; } = summary;
    public string[] Parameters { get; } = parameters.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    public string Example { get; } = example;
}
