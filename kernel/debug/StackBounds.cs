using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>Which stacks there are, for those who read one that they cannot trust.</summary>
internal static class StackBounds
{
    /// <returns>One past the last byte of the stack in which an address lies, or zero when it lies in none.</returns>
    public static VirtualAddress EndOfStackWith(VirtualAddress address)
    {
        KernelImage image = Machine.Image;
        if (address > image.BootStackGuard && address < image.BootStackTop) return image.BootStackTop;
        return CoreArea.EndOfStackWith(address);
    }
}
