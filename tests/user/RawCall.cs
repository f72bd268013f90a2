using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Description;

namespace Diesis.Tests.User;

/// <summary>System calls by number, with anything in their argument registers.</summary>
internal static class RawCall
{
    public const int Registers = 8;

    [InlineArray(Registers)]
    public struct Arguments { private ulong _first; }

    public static Status Make(ulong number, in Arguments a)
        => (Status)(uint)SystemCall.Invoke(number, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]).Status;

    /// <summary>Does nothing happen as long as the first register holds no handle?</summary>
    public static bool TakesHandleFirst(uint number)
        => SystemCallTable.ParameterOf(number, 0) is { Kind: ParameterKind.Handle, IsOptional: false };

    /// <summary>Does the kernel have it yet?</summary>
    public static bool IsAnswered(uint number) => !TakesHandleFirst(number) || Make(number, default) != Status.NoSuchCall;

    /// <summary>The register of a parameter.</summary>
    public static int RegisterOf(uint number, int parameter)
    {
        int register = 0;
        for (int i = 0; i < parameter; i++) register += SystemCallTable.ParameterOf(number, i).Registers;
        return register;
    }
}
