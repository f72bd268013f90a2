using System;
using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>What a core could not go on from, in terms that every architecture has.</summary>
public enum FaultKind : byte
{
    /// <summary>Memory that is not mapped, or not for this use: <see cref="FaultReport.Access"/> and address say which.</summary>
    PageFault,
    DivideError,
    InvalidInstruction,
    Breakpoint,
    SingleStep,

    /// <summary>An address or operand that the processor does not take: not canonical, not aligned, a privilege.</summary>
    ProtectionFault,
    AlignmentFault,

    /// <summary>A fault while the processor delivered a fault.</summary>
    DoubleFault,

    /// <summary>The hardware itself reports an error.</summary>
    MachineCheck,

    /// <summary>An interrupt that nothing masks and nobody asked for.</summary>
    NonMaskableInterrupt,
    FloatingPoint,

    /// <summary>A fault that the kernel has no name for; <see cref="FaultReport.Code"/> is the architecture's.</summary>
    Other,
}

public enum FaultAccess : byte
{
    Read,
    Write,
    Execute,
}

public struct NamedRegister
{
    /// <summary>At most 8 letters, the first in the lowest byte, so that naming one needs no reference.</summary>
    public ulong Name;
    public ulong Value;
}

/// <summary>A fault as the machine hands it to <see cref="Entry.Fault"/>: everything a report needs, in one place.</summary>
public struct FaultReport
{
    public const int MostRegisters = 40;

    [InlineArray(MostRegisters)]
    private struct Registers { private NamedRegister _first; }

    private Registers _registers;

    public FaultKind Kind;
    public FaultAccess Access;

    /// <summary>The access was to a page that is mapped, but not for this use.</summary>
    public bool IsProtectionViolation;

    /// <summary>The fault happened in user mode.</summary>
    public bool IsFromUser;

    /// <summary>The address that was accessed, for a page fault; else 0.</summary>
    public VirtualAddress Address;
    public VirtualAddress Instruction;
    public VirtualAddress StackPointer;

    /// <summary>The frame pointer, where the chain of callers begins.</summary>
    public VirtualAddress FramePointer;

    /// <summary>On an architecture whose calls keep the return address in a register, that register; else 0.</summary>
    public VirtualAddress ReturnAddress;

    /// <summary>The architecture's own number and details: vector and error code, or the syndrome register.</summary>
    public ulong Code;

    public int RegisterCount { get; private set; }

    public readonly NamedRegister this[int index] => _registers[index];

    /// <param name="name">At most 8 ASCII letters.</param>
    public void AddRegister(ReadOnlySpan<byte> name, ulong value)
    {
        if (RegisterCount == MostRegisters) return;
        ulong letters = 0;
        for (int i = 0; i < name.Length && i < sizeof(ulong); i++) letters |= (ulong)name[i] << (8 * i);
        _registers[RegisterCount++] = new NamedRegister { Name = letters, Value = value };
    }
}
