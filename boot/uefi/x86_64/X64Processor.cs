using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Boot.Elf;
using Diesis.Boot.Uefi.Handover;
using Diesis.Kernel.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.X86_64;

/// <summary>x86_64 as the loader sees it. Numbers are of Intel SDM 2A, CPUID, unless said otherwise.</summary>
internal readonly struct X64Processor : IProcessor
{
    private const uint FeatureLeaf = 1;
    private const uint ExtendedFeatureLeaf = 0x8000_0001;
    private const uint RandomInEcx = 1U << 30;
    private const uint AttributeTableInEdx = 1U << 16;
    private const uint NoExecuteInEdx = 1U << 20;
    private const uint HugePagesInEdx = 1U << 26;

    public static ElfProcessor Elf => ElfProcessor.X86_64;

    public static ReadOnlySpan<byte> ConfigurationPath => "/diesis/boot-x86_64.conf"u8;

    public static int LargestLeaf
        => (X64LoaderInstructions.CpuId(ExtendedFeatureLeaf).Edx & HugePagesInEdx) != 0 ? 2 : 1;

    public static bool HasLowerTables => false;

    /// <summary>The gate goes through 32-bit mode.</summary>
    public static PhysicalAddress EndOfGateMemory => new(1UL << 32);

    public static Problem CheckFeatures()
    {
        if ((X64LoaderInstructions.CpuId(ExtendedFeatureLeaf).Edx & NoExecuteInEdx) == 0)
            return Problem.Because("has a processor that cannot forbid the execution of data (NX)"u8);
        if ((X64LoaderInstructions.CpuId(FeatureLeaf).Edx & AttributeTableInEdx) == 0)
            return Problem.Because("has a processor without page attributes (PAT)"u8);
        return Problem.None;
    }

    public static bool TryReadRandom(out ulong number)
    {
        number = 0;
        if ((X64LoaderInstructions.CpuId(FeatureLeaf).Ecx & RandomInEcx) == 0) return false;

        // Intel's advice: a processor that fails ten times in a row is broken. SDM 1, 7.3.17.1.
        const int Attempts = 10;
        for (int i = 0; i < Attempts; i++)
            if (X64LoaderInstructions.ReadRandom(out number) != 0) return true;
        return false;
    }

    public static ulong ReadCounter() => X64LoaderInstructions.ReadCounter();

    public static void WriteSerial(byte character)
    {
        // The first serial port of a PC, a 16550: transmit register and line status, of which bit 5 says "empty".
        const ushort Transmit = 0x3f8, LineStatus = 0x3fd;
        const byte IsEmpty = 1 << 5;
        const int Patience = 100_000;
        for (int i = 0; i < Patience && (X64LoaderInstructions.ReadPort8(LineStatus) & IsEmpty) == 0; i++) { }
        X64LoaderInstructions.WritePort8(Transmit, character);
    }

    public static void QuietInterrupts(ref readonly ApicDescription controllers)
    {
        X64Interrupts.MaskLegacyControllers();
        foreach (ref readonly IoApic controller in controllers.IoApics.Items)
            X64Interrupts.MaskInputs(controller.Address);
        X64Interrupts.ResetLocalApic(in controllers);
    }

    /// <summary>The processor keeps its instruction fetches true to memory by itself.</summary>
    public static void PublishCode(PhysicalAddress start, ulong length) { }

    [DoesNotReturn]
    public static void Enter(in KernelEntry entry)
    {
        X64Gate.Write(entry);
        X64LoaderInstructions.EnterGate(entry.Gate.Value);
    }
}
