using System.Runtime.InteropServices;
using Diesis.Boot.Uefi.Handover;

namespace Diesis.Boot.Uefi.AArch64;

/// <summary>
/// What the processor's registers hold when the kernel is entered. Gate.S reads the fields by the offsets
/// that it states,
/// which the host tests compare. Limine Boot Protocol, "Machine State at Entry"; registers are of Arm ARM DDI
/// 0487, D19.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct A64Gate
{
    /// <summary>Attribute 0 is write-back memory, attribute 1 (framebuffers) Normal non-cacheable; "Caching".</summary>
    private const ulong Attributes = 0x44ff;

    /// <summary>Those bits that base revision 6 demands: 29, 28, 23, 22, 20, 11, 8, 7; SA0, SA; I, C, M.</summary>
    private const ulong SystemControlBits = 0x30d0_0980 | 1 << 4 | 1 << 3 | 1 << 12 | 1 << 2 | 1 << 0;

    private const ulong FloatingPointAllowed = 3 << 20;
    private const int AddressSizeShift = 32;

    // TCR_EL1: 16 bits fewer than 64 in each half, 4 KiB pages, walks through the caches, inner shareable.
    private const ulong LowerRange = 16 | 1 << 8 | 1 << 10 | 3 << 12;
    private const ulong UpperRange = 16 << 16 | 1 << 24 | 1 << 26 | 3 << 28 | 2UL << 30;

    public ulong KernelStart;
    public ulong StackTop;
    public ulong LowerTables;
    public ulong UpperTables;
    public ulong MemoryAttributes;
    public ulong TranslationControl;
    public ulong SystemControl;
    public ulong AccessControl;

    /// <summary>
    /// 1 when a kernel that is loaded at EL2 may be entered there, if the processor can (VHE); else 0.
    /// </summary>
    public ulong MayStayAtEl2;

    /// <param name="entry">How to enter the kernel.</param>
    /// <param name="memoryModel">ID_AA64MMFR0_EL1, whose lowest four bits are the number of address bits in a
    /// code.</param>
    public static A64Gate For(in KernelEntry entry, ulong memoryModel)
    {
        // Codes above 5 (48 bits) need descriptors of another form.
        ulong addressSize = memoryModel & 0xf;
        const ulong Address48 = 5;
        if (addressSize > Address48) addressSize = Address48;
        bool isRevision6 = entry.Revision >= 6;
        return new()
        {
            KernelStart = entry.Start.Value,
            StackTop = entry.StackTop.Value,
            LowerTables = entry.LowerTables.Value,
            UpperTables = entry.UpperTables.Value,
            MemoryAttributes = Attributes,
            TranslationControl = LowerRange | UpperRange | addressSize << AddressSizeShift,
            SystemControl = SystemControlBits,
            AccessControl = isRevision6 ? 0 : FloatingPointAllowed,
            MayStayAtEl2 = isRevision6 ? 1UL : 0,
        };
    }
}
