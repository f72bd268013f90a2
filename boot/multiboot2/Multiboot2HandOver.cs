using System.Runtime.InteropServices;
using Diesis.Machines;

namespace Diesis.Boot.Multiboot2;

/// <summary>What the 32-bit way in (machine/x86_64/Multiboot2.S) knows and leaves for C#.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Multiboot2HandOver
{
    /// <summary>Where it mapped memory below 4 GiB.</summary>
    public readonly VirtualAddress DirectMap;

    /// <summary>The loader's information.</summary>
    public readonly PhysicalAddress Information;

    public readonly PhysicalAddress ImageStart;
    public readonly ulong ImageLength;
    public readonly VirtualAddress ImageBase;
}
