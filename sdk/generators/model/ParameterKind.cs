namespace Diesis.Sdk.Generators.Model;

/// <summary>How a parameter of a system call travels.</summary>
internal enum ParameterKind
{
    /// <summary>A handle, which the kernel turns into a capability.</summary>
    Handle,

    /// <summary>An unsigned number.</summary>
    Number,

    /// <summary>One of an enumeration's members.</summary>
    Choice,

    /// <summary>Any of an enumeration's flags.</summary>
    Flags,

    /// <summary>Bytes that the kernel reads: address and length.</summary>
    BytesIn,

    /// <summary>Bytes that the kernel writes: address and length.</summary>
    BytesOut,

    /// <summary>The registers of a message.</summary>
    Message,

    /// <summary>A handle that the call makes.</summary>
    HandleOut,

    /// <summary>A number that the call tells.</summary>
    NumberOut,

    /// <summary>Nothing that registers can carry.</summary>
    Unusable,
}
