using System.Runtime.Intrinsics.X86;

namespace Diesis;

/// <summary>What the general registers of a thread are used for, by the calling conventions: System V x86-64 psABI 3.2.1, AAPCS64 6.1.1.</summary>
internal static class Registers
{
    public static int Frame => X86Base.IsSupported ? 5 : 29;

    /// <summary>Does a call leave where it returns to in a register?</summary>
    public static bool HasLink => !X86Base.IsSupported;

    public const int Link = 30;
}
