using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>
/// What a process is handed when it starts: its first thread finds the address of one in its argument, and behind it in the same page the
/// command line. The kernel makes root's; whoever starts a process makes that one's.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct StartBlock
{
    public const ulong ExpectedMagic = 0x3153495345494400;

    public const int MostCores = 128;

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

    /// <summary>The module that the loader brought besides the kernel, as memory; or none.</summary>
    public Handle<Objects.MemoryObject> Module;
    public ulong ModuleBytes;

    /// <summary>Where the <see cref="ClockPage"/> is mapped, in every process.</summary>
    public ulong ClockPage;

    public uint CoreCount;
    public uint CommandLineBytes;

    /// <summary>What the first thread's stack occupies.</summary>
    public ulong StackStart, StackBytes;

    /// <summary>Root's alone: one budget for each core, of all the memory that it has free; the boot core's is <see cref="Budget"/> too.</summary>
    public CoreBudgets Budgets;

    /// <summary>Root's alone: time on each core, of which more is made there; the boot core's is <see cref="Scheduling"/> too.</summary>
    public CoreTimes Times;

    [System.Runtime.CompilerServices.InlineArray(MostCores)]
    public struct CoreBudgets { private Handle<Objects.MemoryBudget> _first; }

    [System.Runtime.CompilerServices.InlineArray(MostCores)]
    public struct CoreTimes { private Handle<Objects.SchedulingContext> _first; }
}
