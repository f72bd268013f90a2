using System;

namespace Diesis.Abi.Description;

/// <summary>
/// The declarations in <see cref="IKernel"/> as data, for tests and tools. The bodies are written by <c>sdk/generators</c>.
/// </summary>
public static partial class SystemCallTable
{
    /// <summary>One more than the highest number.</summary>
    public static partial uint End { get; }

    /// <summary>Nothing for a number that is not declared.</summary>
    public static partial ReadOnlySpan<byte> NameOf(uint number);

    public static partial CallForm FormOf(uint number);

    public static partial int ParameterCountOf(uint number);

    public static partial Parameter ParameterOf(uint number, int parameter);

    /// <summary>A status in words; nothing for one that is not declared.</summary>
    public static partial ReadOnlySpan<byte> NameOf(Status status);

    public static bool IsDeclared(uint number) => !NameOf(number).IsEmpty;
}
