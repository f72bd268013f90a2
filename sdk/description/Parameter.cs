namespace Diesis.Abi.Description;

/// <summary>How a parameter of a system call travels.</summary>
public enum ParameterKind : byte
{
    /// <summary>There is no such parameter.</summary>
    None,

    /// <summary>A handle.</summary>
    Handle,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One of an enumeration's members.</summary>
    Choice,

    /// <summary>Any of an enumeration's flags.</summary>
    Flags,

    /// <summary>Bytes that the kernel reads: two registers, address and length.</summary>
    BytesIn,

    /// <summary>Bytes that the kernel writes: two registers, address and length.</summary>
    BytesOut,

    /// <summary>The registers of a message.</summary>
    Message,

    /// <summary>A handle that the call makes.</summary>
    HandleOut,

    /// <summary>A number that the call tells.</summary>
    NumberOut,
}

/// <summary>A parameter of a system call as data.</summary>
/// <param name="target">Handles: what they lead to; none for anything.</param>
/// <param name="needs">Handles: the rights they must have.</param>
/// <param name="most">The greatest number that has a meaning; for flags, all of them.</param>
/// <param name="isOptional">A handle that may be none.</param>
public readonly struct Parameter(ParameterKind kind, ObjectType target, Rights needs, ulong most, bool isOptional)
{
    public ParameterKind Kind { get; } = kind;
    public ObjectType Target { get; } = target;
    public Rights Needs { get; } = needs;
    public ulong Most { get; } = most;
    public bool IsOptional { get; } = isOptional;

    public bool IsOut => Kind is ParameterKind.HandleOut or ParameterKind.NumberOut;

    /// <summary>How many argument registers it takes.</summary>
    public int Registers => Kind switch
    {
        ParameterKind.BytesIn or ParameterKind.BytesOut => 2,
        ParameterKind.Handle or ParameterKind.Number or ParameterKind.Choice or ParameterKind.Flags => 1,
        _ => 0,
    };
}
