using System.Diagnostics;
using System.Runtime.CompilerServices;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// The kernel of one core. There is one per core, in memory that only this core writes; it is reached by reference and
/// never copied. Every entry into the kernel is a method call on it that runs to its end with interrupts off.
/// </summary>
// SAFETY: the directory, and each core's memory that it leads to, are there for good; it has an entry for every
// core number.
public unsafe partial struct CpuDriver
{
    // Identity: written once, when the core starts.

    private CoreNumber _number;
    private CoreDirectory* _cores;

    // Memory.

    /// <summary>This core's own memory. Allocate by <see cref="TryAllocateFrame"/>, which sees to it that more comes.</summary>
    public FrameAllocator Frames;

    private ChunkSearch _chunkSearch;

    // Objects.

    private ulong _lastGeneration;

    /// <summary>All of this core's memory; root's budget is made of it.</summary>
    private MemoryBudget _allMemory;

    /// <summary>This core's memory as one budget, with the reference that root is given. Every core makes its own, before root starts.</summary>
    public MemoryBudget* RootBudget { get; private set; }

    /// <summary>What root is given of this core's time; set together with the budget.</summary>
    public SchedulingContext* RootTime { get; private set; }

    /// <summary>The first process; null on all cores but the one that started it.</summary>
    private Objects.Process* _root;

    /// <summary>The objects that wait for a step of taking them apart.</summary>
    private ObjectHeader* _firstQueued, _lastQueued;

    // Threads.

    private Thread* _current;

    /// <summary>Where the object lives that a handle was found to lead to last, when that is not here.</summary>
    private CoreNumber _elsewhere;

    /// <summary>The handle of the second object that a call needs pinned.</summary>
    private ulong _second;

    /// <summary>Mappings here that other cores' threads made by leased handles, whose leases are elsewhere: they end with their memory's view.</summary>
    private Mapping* _mappedElsewhere;

    /// <summary>The <see cref="FarHolder"/>s of this core.</summary>
    private Treap _farHolders;
    private AddressSpace* _space;

    /// <summary>Those that stand for nobody.</summary>
    private Visitor* _spareVisitors;

    /// <summary>Where the kernel found the running thread's memory to miss a page that only another core can supply; 0 for nowhere.</summary>
    private ulong _missing;
    private Abi.FaultAccessFlags _missingFor;

    // Translations that other cores are to forget.

    /// <summary>The number of the last flush that was asked for, and of how many cores some are not done.</summary>
    private ulong _lastFlush;
    private int _coresFlushing;
    private ThreadQueue _flushing;
    private RunQueue _ready;

    /// <summary>What the time that passes is charged to, and since when.</summary>
    private SchedulingContext* _running;
    private ulong _chargedNs;

    /// <summary>How long it had nothing to do.</summary>
    private ulong _idleNs;

    private Treap _deadlines;

    /// <summary>What the machine's timer is set to.</summary>
    private ulong _armedNs;

    // What the handles of the fast paths look like: strong, of this core, with the right.

    private HandleMeaning _callPattern, _servePattern, _signalPattern;

    /// <summary>What all strong handles to objects of this core have in common.</summary>
    private HandleMeaning _strongHere;

    // Messages.

    private Outbox _outbox;
    private Inbox _inbox;
    private int _nextSender;

    /// <summary>The number of the last <see cref="Ping"/> that was answered.</summary>
    public ulong LastPong { get; private set; }

    // Interrupts of devices.

    /// <summary>How many this core has taken, and the line of the last.</summary>
    public ulong DeviceInterrupts { get; private set; }
    public uint LastDeviceLine { get; private set; }

    /// <summary>How many lines have come whose owners' cores could not be told yet.</summary>
    private uint _dueLines;

    /// <summary>The driver of the core that runs this.</summary>
    public static ref CpuDriver Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        // SAFETY: a core's machine holds the address of its driver before it runs anything that asks, for good.
        get => ref Unsafe.AsRef<CpuDriver>((void*)Machine.CoreLocal);
    }

    public readonly CoreNumber Number => _number;
    public readonly int CoreCount => _cores->Count;

    /// <summary>What other cores may read of each other.</summary>
    public readonly ref readonly CoreDirectory Cores => ref *_cores;

    /// <summary>Makes the driver of the core that runs this, in the memory that the directory holds for it.</summary>
    /// <returns>The driver: what <see cref="IMachine.CoreLocal"/> has to be from now on.</returns>
    public static CpuDriver* Start(CoreDirectory* cores, CoreNumber number)
    {
        // SAFETY: the directory gives each core zeroed memory that nobody else writes.
        ref readonly CoreEntry entry = ref (*cores)[number];
        CpuDriver* driver = entry.Driver;
        driver->_number = number;
        driver->_cores = cores;
        driver->_outbox = new Outbox(entry.Outbox);
        driver->_inbox = entry.Inbox;
        for (int other = 0; other < cores->Count; other++) driver->Connect(new CoreNumber(other));
        driver->Frames = new FrameAllocator(number, in cores->Chunks, &entry.Notice->FreeChunks, entry.FrameBookkeeping);
        cores->GiveShare(number, ref driver->Frames);
        driver->_lastGeneration = (ulong)number.Value;
        driver->_deadlines = new Treap(Machine.ReadCycles());
        driver->_farHolders = new Treap(Machine.ReadCycles());
        driver->_armedNs = ulong.MaxValue;
        driver->MakePatterns();
        return driver;
    }

    /// <summary>Asserts that this driver is that of the core that runs: no other may write it.</summary>
    [Conditional("DEBUG")]
    private readonly void CheckWriter()
        => Debug.Assert((nuint)Unsafe.AsPointer(in this) == Machine.CoreLocal, "a core's driver is used by another core");
}
