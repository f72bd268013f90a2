using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Boot.Uefi.X86_64;

/// <summary>
/// What only assembly can do on x86_64: Instructions.S and Gate.S, by the calling convention of UEFI.
/// </summary>
internal static class X64LoaderInstructions
{
    [RuntimeImport("*", "LoaderCpuId"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern unsafe void CpuId(uint leaf, uint subleaf, X64CpuIdResult* result);

    public static unsafe X64CpuIdResult CpuId(uint leaf, uint subleaf = 0)
    {
        X64CpuIdResult result;
        CpuId(leaf, subleaf, &result);
        return result;
    }

    /// <summary>Intel SDM 2B, RDRAND. The processor must have it.</summary>
    /// <returns>0 when none was ready, else 1.</returns>
    [RuntimeImport("*", "LoaderReadRandom"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern uint ReadRandom(out ulong number);

    [RuntimeImport("*", "LoaderReadCounter"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCounter();

    [RuntimeImport("*", "LoaderReadMsr"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadMsr(uint register);

    [RuntimeImport("*", "LoaderWriteMsr"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteMsr(uint register, ulong value);

    [RuntimeImport("*", "LoaderReadPort8"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern byte ReadPort8(ushort port);

    [RuntimeImport("*", "LoaderWritePort8"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WritePort8(ushort port, byte value);

    /// <summary>The code of the gate, to be copied to the start of its page.</summary>
    [RuntimeImport("*", "LoaderGateCode"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern unsafe byte* GateCode(out int length);

    /// <summary>Jumps to the start of the gate page.</summary>
    [RuntimeImport("*", "LoaderEnterGate"), MethodImpl(MethodImplOptions.InternalCall)]
    [DoesNotReturn]
    public static extern void EnterGate(ulong gate);
}

/// <summary>The four registers that CPUID fills. Intel SDM 2A, CPUID.</summary>
internal struct X64CpuIdResult
{
    public uint Eax;
    public uint Ebx;
    public uint Ecx;
    public uint Edx;
}
