using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Boot.Uefi.AArch64;

/// <summary>What only assembly can do on AArch64: Instructions.S and Gate.S.</summary>
internal static class A64LoaderInstructions
{
    /// <summary>RNDR. Arm ARM DDI 0487, C5.2. The processor must have it.</summary>
    /// <returns>0 when none was ready, else 1.</returns>
    [RuntimeImport("*", "LoaderReadRandom"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern uint ReadRandom(out ulong number);

    [RuntimeImport("*", "LoaderReadCounter"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCounter();

    /// <summary>Arm ARM, ID_AA64ISAR0_EL1.</summary>
    [RuntimeImport("*", "LoaderReadInstructionSet0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadInstructionSet0();

    /// <summary>Arm ARM, ID_AA64MMFR0_EL1.</summary>
    [RuntimeImport("*", "LoaderReadMemoryModel0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadMemoryModel0();

    /// <summary>Writes data back to memory and drops what instructions were fetched before.</summary>
    [RuntimeImport("*", "LoaderPublishCode"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void PublishCode(ulong start, ulong end);

    /// <summary>The code of the gate, to be copied to the start of its page.</summary>
    [RuntimeImport("*", "LoaderGateCode"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern unsafe byte* GateCode(out int length);

    /// <summary>Jumps to the start of the gate page.</summary>
    [RuntimeImport("*", "LoaderEnterGate"), MethodImpl(MethodImplOptions.InternalCall)]
    [DoesNotReturn]
    public static extern void EnterGate(ulong gate, in A64Gate registers);
}
