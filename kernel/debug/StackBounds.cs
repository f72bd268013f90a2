using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>The memory of one stack, for those who read a stack that they cannot trust. The default is no stack at all.</summary>
/// <param name="end">One past the last byte.</param>
internal readonly struct StackBounds(VirtualAddress start, VirtualAddress end)
{
    private readonly VirtualAddress _start = start, _end = end;

    /// <summary>The kernel's stack in which an address lies; no stack when it lies in none.</summary>
    public static StackBounds Around(VirtualAddress address)
    {
        KernelImage image = Machine.Image;
        if (address > image.BootStackGuard && address < image.BootStackTop)
            return new StackBounds(image.BootStackGuard + Page.Size, image.BootStackTop);
        return CoreArea.TryFindStack(address, out VirtualAddress start, out VirtualAddress end)
            ? new StackBounds(start, end)
            : default;
    }

    /// <summary>Words of so many bytes can be read at an address.</summary>
    public bool Hold(VirtualAddress address, ulong bytes)
        => address >= _start && address < _end && _end - address >= bytes && address.IsAlignedTo(sizeof(ulong));
}
