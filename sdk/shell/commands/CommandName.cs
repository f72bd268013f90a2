namespace Diesis.Shell.Commands;

/// <summary>The name of a command, function, variable or type of records, which a line writes as it is or as a text: <c>help(files)</c>.</summary>
public readonly struct CommandName(string name)
{
    public string Name { get; } = name;
}
