using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Diesis.Machines.X86_64;

/// <summary>
/// What one core's hardware needs in memory: GS points to it while the core is in the kernel. Written by its core
/// alone, but for the boot core, which fills it in before it starts the core.
/// </summary>
/// <remarks>Assembly reads it by the offsets in Context.inc, down to the first vector state.</remarks>
// SAFETY: the block is memory that the kernel gave for this core, of the size of this struct, for good.
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct X64Core
{
    public nuint CoreLocal;
    public X64Core* Self;

    /// <summary>Where a system call puts user mode's stack pointer before there is a register free.</summary>
    public ulong UserStack;

    /// <summary>Where the thread's registers go when user mode is left.</summary>
    public X64ThreadContext* Context;

    /// <summary>One past the end of the stack that each entry into the kernel begins on.</summary>
    public ulong KernelStack;

    public X64VectorMode VectorMode;
    public bool HasFsGsBase;
    public bool HasSmap;
    public bool HasAvx;

    /// <summary>The thread that this core runs may use some I/O ports.</summary>
    public bool ArePortsOpen;

    /// <summary>The TLB tells spaces apart. Assembly looks at this and the one before in one go.</summary>
    public bool HasProcessContexts;
    private readonly bool _unused0, _unused1;
    public ulong TaskStateAddress;

    /// <summary>So that what follows is at a multiple of 64, as XRSTOR wants it (SDM 1, 13.8).</summary>
    private readonly X64Reserved _reserved;
    public X64InitialVector InitialVector;

    /// <summary>In place of the context of a thread that is gone.</summary>
    public X64ThreadContext NoContext;

    /// <summary>Whose translations each process-context identifier stands for on this core: the root of its page tables.</summary>
    public X64Translations Translations;

    public CoreNumber Number;
    public void* Argument;
    public uint ApicId;
    public X64Clock Clock;
    public X64LocalApic LocalApic;
    public void* LocalApicRegisters;

    /// <summary>The root of the kernel's page tables, which this core loads when it starts.</summary>
    public PhysicalAddress PageTableRoot;

    /// <summary>What the hardware calls each core, by the kernel's number: where bells go.</summary>
    public X64ApicIds ApicIds;

    /// <summary>Of the boot core alone.</summary>
    public X64DeviceLines DeviceLines;
    public X64Reset Reset;

    public X64MessageVectors Messages;

    /// <summary>Which ports the bitmap in the task state segment opens when it is in use.</summary>
    private ulong _portsVersion;

    private bool _hasBegun;
    private X64Gdt _gdt;
    private X64TaskState _taskState;
    private X64Idt _idt;

    [RuntimeImport("*", "X64FaultStubs"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void FaultStubs();

    [RuntimeImport("*", "X64InterruptStubs"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void InterruptStubs();

    /// <summary>Set by the core itself when it runs on its own tables; read by the boot core.</summary>
    public bool HasBegun
    {
        get => Volatile.Read(ref _hasBegun);
        set => Volatile.Write(ref _hasBegun, value);
    }

    /// <summary>Fills in all that does not need the core itself to run.</summary>
    public static X64Core* Prepare(in CoreResources resources)
    {
        // Each stub of Entry.S takes 16 bytes.
        const int stubBytes = 16;
        // SAFETY: Block is zeroed memory of CoreBlockBytes, which nobody else uses.
        var core = (X64Core*)resources.Block;
        core->Self = core;
        core->Number = resources.Number;
        core->Argument = resources.Argument;
        core->ApicId = (uint)resources.HardwareId;
        core->PageTableRoot = resources.PageTableRoot;

        core->_gdt = new X64Gdt((ulong)&core->_taskState);
        core->_taskState.KernelStack = resources.StackTop.Value;
        core->KernelStack = resources.StackTop.Value;
        core->TaskStateAddress = (ulong)&core->_taskState;
        core->Context = &core->NoContext;
        core->_taskState.Ports.CloseAll();
        core->ClosePorts();
        for (int stack = 0; stack < X64Machine.FaultStackCount; stack++)
            core->_taskState.Stacks[stack] = resources.FaultStackTops[stack].Value;

        ulong faultStubs = (ulong)(delegate*<void>)&FaultStubs;
        ulong interruptStubs = (ulong)(delegate*<void>)&InterruptStubs;
        for (int vector = 0; vector < X64Vector.Faults; vector++)
            core->_idt.Set(vector, faultStubs + (ulong)(vector * stubBytes), StackOf(vector), vector == X64Vector.Breakpoint);
        for (int vector = X64Vector.Faults; vector < X64Idt.Vectors; vector++)
            core->_idt.Set(vector, interruptStubs + (ulong)((vector - X64Vector.Faults) * stubBytes), X64InterruptStack.Current, isForUser: false);
        return core;
    }

    /// <summary>Makes this the running core's.</summary>
    public void Load()
    {
        fixed (X64Gdt* gdt = &_gdt)
            X64Instructions.LoadGdt(gdt, X64Gdt.Limit, X64Gdt.KernelCode, X64Gdt.KernelData, X64Gdt.Task);
        fixed (X64Idt* idt = &_idt)
            X64Instructions.LoadIdt(idt, X64Idt.Limit);
        X64Instructions.WriteMsr(X64Msr.GsBase, (ulong)Self);
        X64Instructions.WriteMsr(X64Msr.KernelGsBase, 0);
    }

    /// <summary>See <see cref="IMachine.TryOpenPorts"/>.</summary>
    public bool TryOpenPorts(ulong version, ReadOnlySpan<PortRange> ranges)
    {
        bool isLoaded = version == _portsVersion;
        if (isLoaded && ArePortsOpen) return false;
        if (!isLoaded)
        {
            _taskState.Ports.CloseAll();
            foreach (PortRange range in ranges) _taskState.Ports.Open(range);
            _portsVersion = version;
        }
        _taskState.IoBitmapOffset = X64TaskState.PortsOffset;
        return ArePortsOpen = true;
    }

    /// <summary>User mode may use no port.</summary>
    public void ClosePorts()
    {
        // At or past the segment's limit: SDM 1, 19.5.2.
        _taskState.IoBitmapOffset = ushort.MaxValue;
        ArePortsOpen = false;
    }

    private static X64InterruptStack StackOf(int vector) => vector switch
    {
        X64Vector.Debug => X64InterruptStack.Debug,
        X64Vector.NonMaskable => X64InterruptStack.NonMaskable,
        X64Vector.DoubleFault => X64InterruptStack.DoubleFault,
        X64Vector.MachineCheck => X64InterruptStack.MachineCheck,
        _ => X64InterruptStack.Current,
    };
}

[InlineArray(9)]
internal struct X64Reserved { private ulong _first; }

[InlineArray(CoreNumber.Most)]
internal struct X64ApicIds { private uint _first; }
