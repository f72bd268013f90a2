using System;
using System.Runtime.InteropServices;
using Diesis.Machines;

namespace Diesis.Boot.Multiboot2;

/// <summary>What the 32-bit way in (machine/x86_64/Multiboot2.S) knows and leaves for C#.</summary>
// SAFETY: the information lies below 4 GiB, as all that a 32-bit loader hands over, and that is mapped; its own first
// word, which says its length, is there in any case.
[StructLayout(LayoutKind.Sequential)]
public readonly struct Multiboot2HandOver
{
    /// <summary>One past the highest address that the page tables of the way in map.</summary>
    public const ulong MappedEnd = 1UL << 32;

    /// <summary>Where it mapped memory below 4 GiB.</summary>
    public readonly VirtualAddress DirectMap;

    /// <summary>The loader's information.</summary>
    public readonly PhysicalAddress Information;

    public readonly PhysicalAddress ImageStart;
    public readonly ulong ImageLength;

    /// <summary>Where the image is mapped: where it was linked, until it is moved.</summary>
    public readonly VirtualAddress ImageBase;

    /// <summary>All that the loader says, as far as its first word can be believed.</summary>
    public unsafe bool TryView(out ReadOnlySpan<byte> information)
    {
        information = default;
        byte* bytes = (byte*)(DirectMap + Information.Value).Pointer;
        uint length = *(uint*)bytes;
        if (length > Multiboot2Information.MostLength || length > MappedEnd - Information.Value) return false;
        information = new ReadOnlySpan<byte>(bytes, (int)length);
        return true;
    }
}
