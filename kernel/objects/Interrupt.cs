using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Devices;

namespace Diesis.Kernel.Objects;

public enum InterruptKind : byte
{
    /// <summary>Numbers to take single lines from, and messages; it never comes itself.</summary>
    Range,

    /// <summary>A wire, which the boot core keeps: <see cref="DeviceLine"/>.</summary>
    Line,

    /// <summary>A write of a device, which arrives at the object's own core.</summary>
    Message,
}

/// <summary>One interrupt of a device, or a range of them to take single ones from.</summary>
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public struct Interrupt : IKernelObject
{
    public static ObjectType Type => ObjectType.Interrupt;

    public ObjectHeader Header;

    /// <summary>The machine's numbers that it stands for: lines, or the one message.</summary>
    public uint First, Count;

    public InterruptKind Kind;

    /// <summary>Of a message: whether it may come.</summary>
    public InterruptLatch Latch;

    /// <summary>Of a line: where its request to the boot core stands.</summary>
    public LineClaim Claim;

    public SignalLink Signal;
}
