using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Machines.X86_64;

/// <summary>How a thread entered the kernel, and so what it must be given back.</summary>
internal enum X64EntryKind : ulong
{
    /// <summary>Its vector registers are dead, RCX and R11 lost.</summary>
    SystemCall = 0,

    /// <summary>Nothing may change; its vector state is stored behind the registers.</summary>
    Interrupt = 1,

    /// <summary>As after an interrupt, but the vector state is that after reset.</summary>
    Fresh = 2,
}

/// <summary>
/// The registers of a thread. Interrupts push into it from <see cref="Ss"/> downwards; system calls store what they must. User.S knows the
/// offsets.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct X64ThreadContext : IThreadContext
{
    internal ulong R15, R14, R13, R12, R11, R10, R9, R8, Rbp, Rdi, Rsi, Rdx, Rcx, Rbx, Rax;
    internal ulong Vector, ErrorCode;
    internal ulong Rip, Cs, Rflags, Rsp, Ss;
    internal ulong FsBase, GsBase;
    internal X64EntryKind Entry;

    private ForeignState _foreign;

    /// <summary>Where the SYSCALL instruction ends: it is two bytes long.</summary>
    private const ulong SystemCallBytes = 2;

    /// <summary>Carry, parity, adjust, zero, sign, direction, overflow, alignment check, identification: what a thread may choose. SDM 1, 3.4.3.</summary>
    internal const ulong FreeFlags = 0x0024_0CD5;

    /// <summary>Bit 1 is always set; interrupts are on.</summary>
    internal const ulong FixedFlags = 0x202;

    public ulong Number { readonly get => Rax; set => Rax = value; }
    public ulong A0 { readonly get => Rsi; set => Rsi = value; }
    public ulong A1 { readonly get => Rdx; set => Rdx = value; }
    public ulong A2 { readonly get => R10; set => R10 = value; }
    public ulong A3 { readonly get => R8; set => R8 = value; }
    public ulong A4 { readonly get => R9; set => R9 = value; }
    public ulong A5 { readonly get => R12; set => R12 = value; }
    public ulong A6 { readonly get => R13; set => R13 = value; }
    public ulong A7 { readonly get => R14; set => R14 = value; }
    public ulong H0 { readonly get => Rdi; set => Rdi = value; }
    public readonly ulong H3 => R15;
    public ulong InstructionPointer { readonly get => Rip; set => Rip = value; }
    public readonly ulong StackPointer => Rsp;
    public ulong ThreadPointer { readonly get => FsBase; set => FsBase = value; }

    [UnscopedRef] public ref ForeignState Foreign => ref _foreign;

    public readonly ulong Handle(int index) => index switch { 0 => Rdi, 1 => Rbx, 2 => Rbp, _ => R15 };

    public void SetHandle(int index, ulong value)
    {
        switch (index)
        {
            case 0: Rdi = value; break;
            case 1: Rbx = value; break;
            case 2: Rbp = value; break;
            default: R15 = value; break;
        }
    }

    public void Initialize()
    {
        Cs = X64Gdt.UserCode | X64Gdt.UserPrivilege;
        Ss = X64Gdt.UserData | X64Gdt.UserPrivilege;
        Entry = X64EntryKind.Fresh;
    }

    public void Start(ulong entry, ulong stackPointer, ulong argument)
    {
        Rip = entry;
        Rsp = stackPointer;
        Rdi = argument;
        Rflags = FixedFlags;
    }

    public void RestartSystemCall() => Rip -= SystemCallBytes;

    public readonly void Save(ref ThreadRegisters registers)
    {
        ref ThreadRegisters.GeneralRegisters general = ref registers.General;
        general[0] = Rax;
        general[1] = Rcx;
        general[2] = Rdx;
        general[3] = Rbx;
        general[4] = Rsp;
        general[5] = Rbp;
        general[6] = Rsi;
        general[7] = Rdi;
        general[8] = R8;
        general[9] = R9;
        general[10] = R10;
        general[11] = R11;
        general[12] = R12;
        general[13] = R13;
        general[14] = R14;
        general[15] = R15;
        registers.StackPointer = Rsp;
        registers.InstructionPointer = Rip;
        registers.Flags = Rflags;
        registers.ThreadPointer = FsBase;
    }

    public void Load(in ThreadRegisters registers)
    {
        ref readonly ThreadRegisters.GeneralRegisters general = ref registers.General;
        Rax = general[0];
        Rcx = general[1];
        Rdx = general[2];
        Rbx = general[3];
        Rbp = general[5];
        Rsi = general[6];
        Rdi = general[7];
        R8 = general[8];
        R9 = general[9];
        R10 = general[10];
        R11 = general[11];
        R12 = general[12];
        R13 = general[13];
        R14 = general[14];
        R15 = general[15];
        Rsp = registers.StackPointer;
        Rip = registers.InstructionPointer;
        Rflags = registers.Flags & FreeFlags | FixedFlags;
        FsBase = registers.ThreadPointer;
        // All registers are to be what they were set to; only a system call's way back would lose some.
        if (Entry == X64EntryKind.SystemCall) Entry = X64EntryKind.Fresh;
    }
}
