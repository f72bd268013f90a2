using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

/// <summary>A variable of a function, or of the session.</summary>
public sealed class Variable(string name, ShellType type, bool isMutable, int global, CheckedFunction? owner)
{
    public string Name { get; } = name;
    public ShellType Type { get; } = type;
    public bool IsMutable { get; } = isMutable;

    /// <summary>Its number among those of the session, or -1.</summary>
    public int Global { get; } = global;
    public bool IsGlobal => Global >= 0;

    /// <summary>The function that it belongs to; null for one of the session.</summary>
    public CheckedFunction? Owner { get; } = owner;

    /// <summary>Where the compiler put it.</summary>
    public int Register { get; set; } = -1;
}
