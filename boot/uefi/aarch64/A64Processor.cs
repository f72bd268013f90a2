using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Boot.Elf;
using Diesis.Boot.Uefi.Handover;
using Diesis.Kernel.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.AArch64;

/// <summary>AArch64 as the loader sees it. Fields of registers are of Arm ARM DDI 0487, D19.</summary>
internal readonly struct A64Processor : IProcessor
{
    public static ElfProcessor Elf => ElfProcessor.AArch64;

    public static ReadOnlySpan<byte> ConfigurationPath => "/diesis/boot-aarch64.conf"u8;

    /// <summary>Blocks of 1 GiB belong to the architecture.</summary>
    public static int LargestLeaf => 2;

    public static bool HasLowerTables => true;

    public static PhysicalAddress EndOfGateMemory => new(1UL << 48);

    public static Problem CheckFeatures()
    {
        // ID_AA64MMFR0_EL1.TGran4: all ones says that pages of 4 KiB are not supported.
        const int Granule4Shift = 28;
        const ulong Unsupported = 0xf;
        return (A64LoaderInstructions.ReadMemoryModel0() >> Granule4Shift & Unsupported) == Unsupported
            ? Problem.Because("has a processor without pages of 4 KiB"u8)
            : Problem.None;
    }

    public static bool TryReadRandom(out ulong number)
    {
        // ID_AA64ISAR0_EL1.RNDR
        const int RandomShift = 60;
        number = 0;
        if (A64LoaderInstructions.ReadInstructionSet0() >> RandomShift == 0) return false;
        const int Attempts = 10;
        for (int i = 0; i < Attempts; i++)
            if (A64LoaderInstructions.ReadRandom(out number) != 0) return true;
        return false;
    }

    public static ulong ReadCounter() => A64LoaderInstructions.ReadCounter();

    /// <summary>There is no serial port that every such machine has at the same place.</summary>
    public static void WriteSerial(byte character) { }

    /// <summary>
    /// The protocol leaves the GIC as the firmware had it: all interrupts are masked in the processor.
    /// </summary>
    public static void QuietInterrupts(ref readonly ApicDescription controllers) { }

    public static void PublishCode(PhysicalAddress start, ulong length)
        => A64LoaderInstructions.PublishCode(start.Value, (start + length).Value);

    [DoesNotReturn]
    public static unsafe void Enter(in KernelEntry entry)
    {
        byte* code = A64LoaderInstructions.GateCode(out int length);

        // SAFETY: the gate is a page of the loader's own; the code is shorter than a page (Gate.S asserts it).
        Span<byte> page = new((void*)entry.Gate.Value, (int)Page.Size);
        new ReadOnlySpan<byte>(code, length).CopyTo(page);
        PublishCode(entry.Gate, Page.Size);
        A64Gate registers = A64Gate.For(entry, A64LoaderInstructions.ReadMemoryModel0());
        A64LoaderInstructions.EnterGate(entry.Gate.Value, in registers);
    }
}
