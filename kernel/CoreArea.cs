using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// The gigabyte of the kernel's half that belongs to one core. Below each stack lies an unmapped page, so that running
/// over its end is a fault and not somebody else's data.
/// </summary>
/// <remarks>
///   + 0            guard, 64 KiB stack
///   + 1 MiB × n    guard, 16 KiB stack for faults, n from 1
///   + 16 MiB       the machine's block for the core, then the CPU driver
/// </remarks>
public readonly struct CoreArea(CoreNumber core)
{
    public const ulong Size = Page.HugeSize;
    public const ulong StackBytes = 64 * 1024;
    public const ulong FaultStackBytes = 16 * 1024;

    private const ulong StackSpacing = 1 << 20;
    private const ulong StackRoom = 16 << 20;

    private readonly VirtualAddress _start = KernelLayout.CoreAreas + (ulong)core.Value * Size;

    public VirtualAddress Stack => _start + Page.Size;
    public VirtualAddress StackTop => Stack + StackBytes;

    /// <param name="index">From 0.</param>
    public VirtualAddress FaultStack(int index) => _start + (ulong)(index + 1) * StackSpacing + Page.Size;
    public VirtualAddress FaultStackTop(int index) => FaultStack(index) + FaultStackBytes;

    public VirtualAddress Blocks => _start + StackRoom;

    /// <summary>Finds the stack of a core in which an address lies.</summary>
    /// <param name="end">One past its last byte.</param>
    public static bool TryFindStack(VirtualAddress address, out VirtualAddress start, out VirtualAddress end)
    {
        start = end = default;
        if (address < KernelLayout.CoreAreas || address - KernelLayout.CoreAreas >= CoreNumber.Most * Size) return false;
        ulong offset = (address - KernelLayout.CoreAreas) % Size;
        ulong bytes = offset < StackSpacing ? StackBytes : FaultStackBytes;
        ulong place = offset % StackSpacing;
        if (offset >= (ulong)(Machine.FaultStackCount + 1) * StackSpacing || place < Page.Size || place >= Page.Size + bytes) return false;
        start = address - (place - Page.Size);
        end = start + bytes;
        return true;
    }

    /// <summary>Does the address lie in the unmapped page below one of a core's stacks?</summary>
    public static bool IsStackGuard(VirtualAddress address)
    {
        if (address < KernelLayout.CoreAreas || address - KernelLayout.CoreAreas >= CoreNumber.Most * Size) return false;
        ulong offset = (address - KernelLayout.CoreAreas) % Size;
        return offset < StackRoom && offset % StackSpacing < Page.Size;
    }
}
