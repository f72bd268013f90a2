using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>
/// What a process is handed when it starts: its first thread finds the address of one in its argument. The kernel makes root's; whoever
/// starts a process makes that one's.
/// </summary>
/// <remarks>
///   StartBlock   command line   to 8 bytes   StartGift[GiftCount]   arguments
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public struct StartBlock
{
    public const ulong ExpectedMagic = 0x3153495345494400;

    public const int MostCores = 128;

    /// <summary>The kernel leaves out what a machine has beyond these, and says so.</summary>
    public const int MostPciSegments = 16;

    /// <summary><see cref="ExpectedMagic"/>.</summary>
    public ulong Magic;

    public Handle<Objects.Process> Process;
    public Handle<Objects.AddressSpace> Space;
    public Handle<Objects.Thread> Thread;
    public Handle<Objects.MemoryBudget> Budget;
    public Handle<Objects.SchedulingContext> Scheduling;

    /// <summary>Root's alone: what the machine has. All others are given parts of it, or none.</summary>
    public Handle<Objects.MemoryObject> DeviceMemory;
    public Handle<Objects.IoPorts> Ports;
    public Handle<Objects.Interrupt> Interrupts;
    public Handle<Objects.SystemControl> System;

    /// <summary>Root's alone: its own file, as the loader brought it, and the archive of all others; or none.</summary>
    public Handle<Objects.MemoryObject> Module;
    public ulong ModuleBytes;
    public Handle<Objects.MemoryObject> Archive;
    public ulong ArchiveBytes;

    /// <summary>Where the <see cref="ClockPage"/> is mapped, in every process.</summary>
    public ulong ClockPage;

    public uint CoreCount;

    /// <summary>What ELF files call this processor: their <c>e_machine</c>.</summary>
    public uint Processor;

    /// <summary>What follows the block.</summary>
    public uint CommandLineBytes;
    public uint GiftCount;
    public uint ArgumentBytes;

    /// <summary>How many there are of <see cref="PciSegments"/>.</summary>
    public uint PciSegmentCount;

    /// <summary>Which record the arguments are; 0 when there are none.</summary>
    public ulong ArgumentType;

    /// <summary>Where the program's image begins.</summary>
    public ulong ImageStart;

    /// <summary>Random bits that no other process knows.</summary>
    public RandomSeed Seed;

    /// <summary>What the first thread's stack occupies.</summary>
    public ulong StackStart, StackBytes;

    /// <summary>The most that the objects of a program with a heap may take up, in bytes; 0 for all that the budget has.</summary>
    public ulong HeapLimit;

    /// <summary>Where a program with a heap has its threads run.</summary>
    public ThreadSpread Threads;

    /// <summary>By core, what it may spend there, if anything. Root's are of all the memory that each core has free; the boot core's is <see cref="Budget"/> too.</summary>
    public CoreBudgets Budgets;

    /// <summary>By core, time of which more is made there, if any. Root has all; the boot core's is <see cref="Scheduling"/> too.</summary>
    public CoreTimes Times;

    /// <summary>
    /// For who has <see cref="DeviceMemory"/>: where PCI's functions are set up, as firmware says. Of a machine that has no registers in memory for that (one of before PCI Express) there are none,
    /// and its PCI devices are not driven.
    /// </summary>
    public PciSegmentPlaces PciSegments;

    /// <summary>Where the gifts begin, by where the command line ends.</summary>
    public static ulong GiftsAfter(ulong commandLineEnd) => commandLineEnd + 7 & ~7UL;

    [System.Runtime.CompilerServices.InlineArray(4)]
    public struct RandomSeed { private ulong _first; }

    [System.Runtime.CompilerServices.InlineArray(MostPciSegments)]
    public struct PciSegmentPlaces { private PciSegmentPlace _first; }

    [System.Runtime.CompilerServices.InlineArray(MostCores)]
    public struct CoreBudgets { private Handle<Objects.MemoryBudget> _first; }

    [System.Runtime.CompilerServices.InlineArray(MostCores)]
    public struct CoreTimes { private Handle<Objects.SchedulingContext> _first; }
}
