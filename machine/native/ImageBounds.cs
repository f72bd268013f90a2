using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Machines.Native;

/// <summary>Where the linker put the parts of the image: symbols of targets/kernel.ld, of which only the addresses mean something.</summary>
internal static unsafe class ImageBounds
{
    [RuntimeImport("*", "KernelText"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Text();

    [RuntimeImport("*", "KernelReadOnly"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void ReadOnly();

    [RuntimeImport("*", "KernelData"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Data();

    [RuntimeImport("*", "KernelEnd"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void End();

    [RuntimeImport("*", "BootStackGuard"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void StackGuard();

    [RuntimeImport("*", "BootStackTop"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void StackTop();

    [RuntimeImport("*", "KernelRelocations"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Relocations();

    [RuntimeImport("*", "KernelRelocationsEnd"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void RelocationsEnd();

    [RuntimeImport("*", "KernelSymbols"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Symbols();

    [RuntimeImport("*", "KernelSymbolsEnd"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SymbolsEnd();

    public static KernelImage Read() => new()
    {
        Text = VirtualAddress.Of((delegate*<void>)&Text),
        ReadOnly = VirtualAddress.Of((delegate*<void>)&ReadOnly),
        Data = VirtualAddress.Of((delegate*<void>)&Data),
        End = VirtualAddress.Of((delegate*<void>)&End).AlignUp(Page.Size),
        BootStackGuard = VirtualAddress.Of((delegate*<void>)&StackGuard),
        BootStackTop = VirtualAddress.Of((delegate*<void>)&StackTop),
        Relocations = VirtualAddress.Of((delegate*<void>)&Relocations),
        RelocationsEnd = VirtualAddress.Of((delegate*<void>)&RelocationsEnd),
        Symbols = VirtualAddress.Of((delegate*<void>)&Symbols),
        SymbolsEnd = VirtualAddress.Of((delegate*<void>)&SymbolsEnd),
    };
}
