using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Devices;

namespace Diesis.Kernel.Objects;

/// <summary>A handle table, an address space, and the threads that use them. It ends when its last thread does.</summary>
// SAFETY: what it points to are objects that it holds a reference to, or threads that hold one to it.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct Process : IKernelObject
{
    public static ObjectType Type => ObjectType.Process;

    public ObjectHeader Header;

    public HandleTable Handles;
    public AddressSpace* Space;

    /// <summary>All its threads, linked through <see cref="ThreadMore.NextOfProcess"/>.</summary>
    public Thread* Threads;

    public EndNotice EndNotice;

    /// <summary>Which I/O ports its threads may use; null for none.</summary>
    public PortTable* Ports;

    /// <summary>
    /// Processor time of its threads: turns that are used up, less what its threads' contexts had used of a turn when they were given to them. With what they
    /// have used of their turns now it is all: <c>CpuDriver.TimeOf</c>.
    /// </summary>
    public ulong TimeNs;

    private byte _exitKind;

    /// <summary>It has ended: no thread can be made in it.</summary>
    public bool HasEnded;

    /// <summary>System calls of its threads that are made on other cores now: as long as there are any, its table stays.</summary>
    public uint OpenCalls;

    public ExitKind ExitKind
    {
        readonly get => (ExitKind)_exitKind;
        set => _exitKind = (byte)value;
    }
}

/// <summary>Who hears of an end, and how it was.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct EndNotice
{
    public SignalLink Signal;
    public ulong Status;
}
