using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Diesis.Machines.AArch64;

/// <summary>
/// What one core's hardware needs in memory: TPIDR_EL1 points to it. Written by its core alone, but for the boot core,
/// which fills it in before it starts the core.
/// </summary>
/// <remarks>
/// Entry.S, CoreStart.S and Instructions.S read the words up to <see cref="Context"/> by their offsets.
/// Until the boot core has one of its own it uses one in the image, of zeros at first.
/// </remarks>
// SAFETY: the block is memory that the kernel gave for this core, of the size of this struct, for good.
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct A64Core
{
    /// <summary>What the image keeps for the first one (Entry.S).</summary>
    public const int MostBytes = 48 << 10;

    public nuint CoreLocal;

    /// <summary>Where a fault goes on that arrives while one is dealt with.</summary>
    public VirtualAddress LastStackTop;
    public A64Core* Self;
    public VirtualAddress StackTop;
    public VirtualAddress FaultStackTop;
    public A64Translation Translation;

    /// <summary>What the clock's counter stood at when the kernel was entered. Of the first block alone.</summary>
    public ulong EntryCount;

    /// <summary>Where the thread's registers go when user mode is left.</summary>
    public A64ThreadContext* Context;

    /// <summary>The address spaces of user mode, and what the TLB keeps of them.</summary>
    public A64Translations Translations;

    /// <summary>The kernel's number for this core.</summary>
    public CoreNumber Number;

    /// <summary>What the core is handed when it starts.</summary>
    public void* Argument;

    /// <summary>The affinity fields of its MPIDR_EL1.</summary>
    public ulong HardwareId;
    public A64Clock Clock;
    public A64Gic Gic;
    public A64Serial Serial;

    /// <summary>Used while there is no console.</summary>
    public A64EarlyText EarlyText;
    public A64Psci Psci;

    // How the core finds its interrupt controller: written by the boot core, for Join.
    public A64GicDistributor Distributor;
    public uint* GicInterface;
    public byte* GicRedistributor;
    public uint TimerInterrupt;

    /// <summary>How many cores there are.</summary>
    public uint CoreCount;

    /// <summary>This core's part of the message-signalled interrupts.</summary>
    public A64MessageFrame Messages;

    /// <summary>
    /// The boot core's table of how to ring each core's bell, by the kernel's numbers. Each core writes its own
    /// entry.
    /// </summary>
    public ulong* BellTargets;

    /// <summary>The boot core's: each core's redistributor, by the kernel's numbers.</summary>
    public A64PerCore Redistributors;

    private bool _hasCycleCounter;
    private bool _hasBegun;
    private A64PerCore _bellTargets;

    /// <summary>Set by the core itself when it runs in the kernel's tables; read by the boot core.</summary>
    public bool HasBegun
    {
        get => Volatile.Read(ref _hasBegun);
        set => Volatile.Write(ref _hasBegun, value);
    }

    /// <summary>Cycles of the processor; where it does not count them, those of the clock.</summary>
    public readonly ulong ReadCycles()
        => _hasCycleCounter ? A64Instructions.ReadCycles() : A64Instructions.ReadCounter();

    /// <summary>Fills in all that does not need the core itself to run.</summary>
    public static A64Core* Prepare(in CoreResources resources)
    {
        // SAFETY: Block is zeroed memory of CoreBlockBytes, which nobody else uses.
        var core = (A64Core*)resources.Block;
        core->Argument = resources.Argument;
        core->Self = core;
        core->Number = resources.Number;
        core->HardwareId = resources.HardwareId;
        core->StackTop = resources.StackTop;
        core->FaultStackTop = resources.FaultStackTops[0];
        core->LastStackTop = resources.FaultStackTops[1];
        var features = A64Features.Read();
        core->Translation = A64Translation.ForKernel(resources.PageTableRoot, features);
        core->Translations.Prepare(A64Physical.AddressOf(A64Physical.EmptyTable), features);
        core->BellTargets = (ulong*)&core->_bellTargets;
        return core;
    }

    /// <summary>Takes over from another core what holds for all of them.</summary>
    public void Share(A64Core* other)
    {
        Clock = other->Clock;
        Serial = other->Serial;
        Psci = other->Psci;
        Distributor = other->Distributor;
        GicInterface = other->GicInterface;
        TimerInterrupt = other->TimerInterrupt;
        CoreCount = other->CoreCount;
        Messages = other->Messages;
        BellTargets = other->BellTargets;
    }

    /// <summary>The core's own last step: it can be interrupted, and rung.</summary>
    public void Join()
    {
        var features = A64Features.Read();
        if (features.HasUserAccessProtection) A64Instructions.ForbidUserAccess();
        A64UserEntry.Enable(features);
        _hasCycleCounter = A64Instructions.TryStartCycleCounter();
        A64Instructions.WriteTimerControl(A64TimerControl.Off);
        Gic = new A64Gic(Distributor, GicInterface, GicRedistributor, HardwareId, TimerInterrupt);
        BellTargets[Number.Value] = Gic.BellTarget;
        Messages = Messages.PartOf(Number, CoreCount, Distributor, HardwareId);
        A64Instructions.OpenFiqAndSerror();
        HasBegun = true;
    }
}

/// <summary>A word for each core, by the kernel's numbers.</summary>
[InlineArray(CoreNumber.Most)]
internal struct A64PerCore { private ulong _first; }
