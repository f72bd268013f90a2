using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Machines.X86_64;

/// <summary>The fault stacks of a core, by their place in the task state segment (1 to 7).</summary>
internal enum X64InterruptStack : byte
{
    /// <summary>The stack that the core is on already.</summary>
    Current = 0,
    NonMaskable = 1,
    DoubleFault = 2,
    MachineCheck = 3,

    /// <summary>A debug exception may come at the first instruction of a system call, where the stack is still the user's.</summary>
    Debug = 4,
}

/// <summary>Task state segment. Intel SDM 3A, 9.7: only its stack pointers and the I/O bitmap's offset are used in long mode.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct X64TaskState
{
    /// <summary>Where the bitmap lies.</summary>
    public const ushort PortsOffset = 104;

    /// <summary>The size with the bitmap behind it.</summary>
    public const ushort Size = PortsOffset + X64PortBitmap.Bytes;

    [InlineArray(7)]
    public struct InterruptStacks { private ulong _first; }

    private readonly uint _reserved0;
    public ulong KernelStack;
    private readonly ulong _stack1, _stack2;
    private readonly ulong _reserved1;

    /// <summary>Element n is stack n + 1 of <see cref="X64InterruptStack"/>.</summary>
    public InterruptStacks Stacks;
    private readonly ulong _reserved2;
    private readonly ushort _reserved3;

    public ushort IoBitmapOffset;
    public X64PortBitmap Ports;
}

/// <summary>Global descriptor table. Intel SDM 3A, 3.4.5; the order user data, user code is SYSRET's (SDM 2B).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct X64Gdt
{
    public const ushort KernelCode = 0x08, KernelData = 0x10, UserData = 0x18, UserCode = 0x20, Task = 0x28;
    public const ushort Limit = 7 * sizeof(ulong) - 1;

    /// <summary>What a selector has in its low bits when user mode uses it.</summary>
    public const ushort UserPrivilege = 3;

    private readonly ulong _null, _kernelCode, _kernelData, _userData, _userCode, _taskLow, _taskHigh;

    /// <param name="taskState">Where the core's <see cref="X64TaskState"/> lies.</param>
    public X64Gdt(ulong taskState)
    {
        // Present, not a system segment, readable, accessed; executable and long for code; DPL 3 for user.
        _kernelCode = 0x0020_9B00_0000_0000;
        _kernelData = 0x0000_9300_0000_0000;
        _userData = 0x0000_F300_0000_0000;
        _userCode = 0x0020_FB00_0000_0000;
        // Available 64-bit TSS (type 9), present; the base is spread over four fields (SDM 3A, figure 9-4).
        _taskLow = (X64TaskState.Size - 1)
            | (taskState & 0xFF_FFFF) << 16
            | 0x89UL << 40
            | (taskState >> 24 & 0xFF) << 56;
        _taskHigh = taskState >> 32;
    }
}

/// <summary>Interrupt descriptor table. Intel SDM 3A, 7.14.1.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct X64Idt
{
    public const int Vectors = 256;
    public const ushort Limit = Vectors * 16 - 1;

    [InlineArray(Vectors)]
    private struct Gates { private X64InterruptGate _first; }

    private Gates _gates;

    public void Set(int vector, ulong handler, X64InterruptStack stack, bool isForUser)
        => _gates[vector] = new X64InterruptGate(handler, stack, isForUser);
}

/// <summary>A gate that turns interrupts off. User mode's INT instructions reach only one that is for it (DPL 3): INT3's.</summary>
/// <remarks>
///   127…96    95…64           63…48           47  46…45  44…40  39…35  34…32  31…16     15…0
///   reserved  offset 63…32    offset 31…16    P   DPL    type   0      IST    selector  offset 15…0
/// </remarks>
internal readonly struct X64InterruptGate(ulong handler, X64InterruptStack stack, bool isForUser)
{
    private readonly ulong _low = (handler & 0xFFFF)
        | (ulong)X64Gdt.KernelCode << 16
        | (ulong)stack << 32
        | (isForUser ? 0xEEUL : 0x8EUL) << 40
        | (handler >> 16 & 0xFFFF) << 48;

    private readonly ulong _high = handler >> 32;
}
