using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Boot.Elf;
using Diesis.Boot.Uefi.Handover;
using Diesis.Kernel.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi;

/// <summary>What differs between the processors that the loader runs on.</summary>
public interface IProcessor
{
    static abstract ElfProcessor Elf { get; }

    /// <summary>
    /// The loader's configuration: one file for each processor, so that one medium can start them all.
    /// </summary>
    static abstract ReadOnlySpan<byte> ConfigurationPath { get; }

    /// <summary>The highest level on which page tables may have leaves: 1 (2 MiB) or 2 (1 GiB).</summary>
    static abstract int LargestLeaf { get; }

    /// <summary>The lower half of the address space has page tables of its own.</summary>
    static abstract bool HasLowerTables { get; }

    /// <summary>The last address that the page for <see cref="Enter"/> and the page tables may reach to.</summary>
    static abstract PhysicalAddress EndOfGateMemory { get; }

    /// <summary>Names what this processor lacks that the protocol or the kernel cannot do without.</summary>
    static abstract Problem CheckFeatures();

    /// <returns>False when the processor has no source of random numbers, or it gave none.</returns>
    static abstract bool TryReadRandom(out ulong number);

    /// <summary>A counter that runs fast and does not start at a known value.</summary>
    static abstract ulong ReadCounter();

    /// <summary>Writes to the serial port that such machines have where everybody knows; may write nothing.</summary>
    static abstract void WriteSerial(byte character);

    /// <summary>
    /// Keeps interrupts of the firmware's devices from reaching the kernel. Boot services have been left.
    /// </summary>
    static abstract void QuietInterrupts(ref readonly ApicDescription controllers);

    /// <summary>Makes code that was written as data fit to be executed.</summary>
    static abstract void PublishCode(PhysicalAddress start, ulong length);

    /// <summary>
    /// Changes to the kernel's page tables and enters it as the protocol says. Boot services have been left.
    /// </summary>
    /// <safety>The tables map the kernel, its stack and, at its own address, the gate page.</safety>
    [DoesNotReturn]
    static abstract void Enter(in KernelEntry entry);
}
