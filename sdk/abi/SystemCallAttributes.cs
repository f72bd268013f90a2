using System;

namespace Diesis.Abi;

/// <summary>
/// A method of <see cref="IKernel"/> as a system call. From it come the kernel's decoding, the stub in user mode, the
/// simulator's, and the page in <c>docs/kernel-interface.md</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SystemCallAttribute(uint number) : Attribute
{
    public uint Number { get; } = number;

    /// <summary>How arguments and results travel.</summary>
    public CallForm Form { get; set; }
}

public enum CallForm
{
    /// <summary>
    /// Arguments in their order in the machine's argument registers, a span as address and length (in bytes);
    /// the status in the first result register, <c>out</c> values in their order in those after it. The kernel decodes
    /// handles into capabilities before its handler sees them.
    /// </summary>
    Values,

    /// <summary>A message in the machine's message registers both ways. The kernel's handler sees the registers.</summary>
    Message,
}

/// <summary>The rights that a handle must have for a call.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class NeedsAttribute(Rights rights) : Attribute
{
    public Rights Rights { get; } = rights;
}

/// <summary>A handle that may be <see cref="Handle.None"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OptionalAttribute : Attribute;
