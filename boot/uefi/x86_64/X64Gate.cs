using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Boot.Uefi.Handover;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.X86_64;

/// <summary>
/// The page through which the processor passes into the kernel: code at its start, this in its second half.
/// Gate.S reads
/// the fields by the offsets that it states, which the host tests compare.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct X64Gate
{
    /// <summary>Where this structure is in its page.</summary>
    public const int Offset = 2048;

    /// <summary>The page tables' root; below 4 GiB, for it is loaded in 32-bit mode.</summary>
    public ulong Root;
    public ulong KernelStart;
    public ulong StackTop;
    public X64GlobalDescriptors Descriptors;

    /// <summary>The descriptors at the page's own address, for the way through 32-bit mode.</summary>
    public X64DescriptorRegister DescriptorsHere;

    /// <summary>The descriptors in the direct map, for the kernel.</summary>
    public X64DescriptorRegister DescriptorsThere;

    /// <summary>No interrupt descriptors at all: base and limit 0, as the protocol says.</summary>
    public X64DescriptorRegister NoInterrupts;

    public static X64Gate For(in KernelEntry entry)
    {
        ulong descriptors = Offset + 3 * sizeof(ulong);
        ushort limit = (ushort)(Unsafe.SizeOf<X64GlobalDescriptors>() - 1);
        return new()
        {
            Root = entry.UpperTables.Value,
            KernelStart = entry.Start.Value,
            StackTop = entry.StackTop.Value,
            Descriptors = X64GlobalDescriptors.OfProtocol,
            DescriptorsHere = new(limit, entry.Gate.Value + descriptors),
            DescriptorsThere = new(limit, entry.GateInDirectMap.Value + descriptors),
        };
    }

    /// <summary>Fills the page with code and data.</summary>
    public static unsafe void Write(in KernelEntry entry)
    {
        byte* code = X64LoaderInstructions.GateCode(out int length);

        // SAFETY: the gate is a page of the loader's own; the code is shorter than half a page (Gate.S asserts it).
        Span<byte> page = new((void*)entry.Gate.Value, (int)Page.Size);
        page.Clear();
        new ReadOnlySpan<byte>(code, length).CopyTo(page);
        X64Gate data = For(entry);
        MemoryMarshal.Write(page.Slice(Offset), in data);
    }
}

/// <summary>What LGDT and LIDT load: Intel SDM 3A, 2.4.1. Ten bytes; the rest keeps the next one aligned.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal struct X64DescriptorRegister(ushort limit, ulong start)
{
    public ushort Limit = limit;
    public ulong Start = start;
    public ushort Padding1;
    public uint Padding2;
}
