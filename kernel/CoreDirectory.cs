using System.Runtime.CompilerServices;
using Diesis.Boot;
using Diesis.Kernel.Console;
using Diesis.Kernel.Devices;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>One core, as the others find it.</summary>
public unsafe struct CoreEntry
{
    public CpuDriver* Driver;
    public CoreNotice* Notice;
    public Inbox Inbox;

    /// <summary>What the core has logged and the console not printed yet.</summary>
    public LogRing Log;

    /// <summary>What the core fills in when it starts: zeroed memory that nobody else writes.</summary>
    public Outbound* Outbox;
    public void* FrameBookkeeping;

    public uint Domain;
}

/// <summary>
/// What all cores know: each other, and how memory was divided. Made by the boot core before any other starts, and not
/// written after that.
/// </summary>
public unsafe partial struct CoreDirectory
{
    private CoreEntry* _cores;
    private MemoryShare* _shares;
    private int _shareCount;

    public ChunkDirectory Chunks;

    /// <summary>The page tables of the kernel's half, which every address space shares.</summary>
    public PhysicalAddress KernelRoot;

    /// <summary><see cref="IMachine.LargestLeafLevel"/>, which may be slow to ask for.</summary>
    public int LargestLeafLevel;

    /// <summary>Which frames hold kernel objects.</summary>
    public ObjectPages ObjectPages;

    /// <summary>Which frames several memory objects share.</summary>
    public FrameShares Shares;

    /// <summary>The wires of devices, by number: <see cref="IMachine.InterruptCount"/> of them. Written by the boot core alone.</summary>
    public DeviceLine* Lines;

    /// <summary>The console's screen, or null. What it points to is written by the boot core.</summary>
    public Screen* Screen;

    /// <summary>What every process reads of the time. Written by the boot core alone.</summary>
    public Abi.ClockPage* Clock;

    /// <summary>What firmware says of the machine. It stays where the boot read it, on the first stack.</summary>
    public MachineDescription* Description;

    /// <summary>Lines that matter less are not logged.</summary>
    public LogLevel LogLevel;

    public int Count { get; private set; }

    /// <summary>The machine's memory, as the loader told of it.</summary>
    private MemoryMap* _memory;

    /// <summary>Is any of it memory that the kernel has, or has handed out?</summary>
    public readonly bool HoldsMemory(FrameRange frames)
    {
        // SAFETY: the map is there for good.
        for (int i = 0; i < _memory->Count; i++)
        {
            MemoryRange range = (*_memory)[i];
            if (range.Kind is not (MemoryKind.Usable or MemoryKind.LoaderReclaimable or MemoryKind.KernelAndModules)) continue;
            var held = FrameRange.Between(range.Start.Frame, range.End.AlignUp(Page.Size).Frame);
            if (!held.Intersect(frames).IsEmpty) return true;
        }
        return false;
    }

    // SAFETY: core numbers are below the count.
    public readonly ref readonly CoreEntry this[CoreNumber core]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _cores[core.Value];
    }

    /// <summary>How much memory was divided among the cores.</summary>
    public readonly ulong SharedFrames
    {
        get
        {
            ulong frames = 0;
            // SAFETY: there are so many shares.
            for (int i = 0; i < _shareCount; i++) frames += _shares[i].Frames.Count;
            return frames;
        }
    }

    /// <summary>How much memory a core was given at the start.</summary>
    public readonly ulong FramesOf(CoreNumber core)
    {
        ulong frames = 0;
        // SAFETY: there are so many shares.
        for (int i = 0; i < _shareCount; i++)
        {
            if (_shares[i].Owner == core) frames += _shares[i].Frames.Count;
        }
        return frames;
    }

    /// <summary>Makes a core's share of memory its own.</summary>
    public readonly void GiveShare(CoreNumber core, ref FrameAllocator frames)
    {
        // SAFETY: there are so many shares.
        for (int i = 0; i < _shareCount; i++)
        {
            if (_shares[i].Owner == core) frames.Adopt(_shares[i].Frames);
        }
    }
}
