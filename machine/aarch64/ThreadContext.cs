using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Machines.AArch64;

/// <summary>How a thread entered the kernel, and so what it must be given back.</summary>
internal enum A64EntryKind : ulong
{
    /// <summary>Its vector registers are dead, and x13 to x17 lost.</summary>
    SystemCall = 0,

    /// <summary>Nothing may change; its vector state is stored behind the registers.</summary>
    Interrupt = 1,

    /// <summary>As after an interrupt, but the vector state is that after reset.</summary>
    Fresh = 2,
}

/// <summary>The registers of a thread, as User.S stores them. Its offsets are in Context.inc.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct A64ThreadContext : IThreadContext
{
    /// <summary>x0 to x30.</summary>
    internal A64GeneralRegisters X;
    internal ulong Sp;
    internal ulong Elr, Spsr;
    internal ulong UserThread;
    internal A64EntryKind Entry;

    private ForeignState _foreign;

    private const int NumberRegister = 8, FirstHandle = 9;

    /// <summary>The SVC instruction, like every other.</summary>
    private const ulong InstructionBytes = 4;

    /// <summary>N, Z, C, V: what a thread may choose. The rest of SPSR_EL1 is zero for EL0 with all interrupts on. Arm ARM C5.2.19.</summary>
    internal const ulong FreeFlags = 0xFUL << 28;

    public ulong Number { readonly get => X[NumberRegister]; set => X[NumberRegister] = value; }
    public ulong A0 { readonly get => X[0]; set => X[0] = value; }
    public ulong A1 { readonly get => X[1]; set => X[1] = value; }
    public ulong A2 { readonly get => X[2]; set => X[2] = value; }
    public ulong A3 { readonly get => X[3]; set => X[3] = value; }
    public ulong A4 { readonly get => X[4]; set => X[4] = value; }
    public ulong A5 { readonly get => X[5]; set => X[5] = value; }
    public ulong A6 { readonly get => X[6]; set => X[6] = value; }
    public ulong A7 { readonly get => X[7]; set => X[7] = value; }
    public ulong H0 { readonly get => X[FirstHandle]; set => X[FirstHandle] = value; }
    public readonly ulong H3 => X[FirstHandle + 3];
    public ulong InstructionPointer { readonly get => Elr; set => Elr = value; }
    public readonly ulong StackPointer => Sp;
    public ulong ThreadPointer { readonly get => UserThread; set => UserThread = value; }

    [UnscopedRef] public ref ForeignState Foreign => ref _foreign;

    public readonly ulong Handle(int index) => X[FirstHandle + index];
    public void SetHandle(int index, ulong value) => X[FirstHandle + index] = value;

    public void Initialize() => Entry = A64EntryKind.Fresh;

    /// <remarks>A stack pointer that loads and stores go by is a multiple of 16 (AAPCS64, 6.4.5.1).</remarks>
    public void Start(ulong entry, ulong stackPointer, ulong argument)
    {
        Elr = entry;
        Sp = stackPointer & ~15UL;
        X[0] = argument;
        Spsr = 0;
    }

    public void RestartSystemCall() => Elr -= InstructionBytes;

    public readonly void Save(ref ThreadRegisters registers)
    {
        for (int number = 0; number < ThreadRegisters.MostGeneral; number++) registers.General[number] = X[number];
        registers.StackPointer = Sp;
        registers.InstructionPointer = Elr;
        registers.Flags = Spsr;
        registers.ThreadPointer = UserThread;
    }

    public void Load(in ThreadRegisters registers)
    {
        for (int number = 0; number < ThreadRegisters.MostGeneral; number++) X[number] = registers.General[number];
        Sp = registers.StackPointer;
        Elr = registers.InstructionPointer;
        Spsr = registers.Flags & FreeFlags;
        UserThread = registers.ThreadPointer;
        // All registers are to be what they were set to; only a system call's way back would lose some.
        if (Entry == A64EntryKind.SystemCall) Entry = A64EntryKind.Fresh;
    }
}
