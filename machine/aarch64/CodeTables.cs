using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Machines.AArch64;

/// <summary>
/// Tables for the lower half in which one page of code lies at its own physical address, so that it can turn the MMU
/// off. They are the image's, and are read while the loader's memory attributes are in force.
/// </summary>
// SAFETY: the tables are the image's own, as many as the linker's symbol has behind it.
internal static unsafe class A64CodeTables
{
    private const int Levels = 4, Entries = 512, BitsPerLevel = 9;

    [RuntimeImport("*", "A64CodeTables"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Start();

    /// <returns>What TTBR0_EL1 is to hold.</returns>
    public static PhysicalAddress Make(PhysicalAddress code, A64Mair attributesInForce)
    {
        // The protocol promises a byte for cached memory.
        int cached = attributesInForce.IndexOf(A64Mair.WriteBack);
        var attributes = new MappingAttributes(Protection.ReadExecute, CachePolicy.WriteBack, Audience.Kernel);
        ulong entry = A64PageTableFormat.MakePage(code, attributes, cached);
        for (int level = 0; level < Levels; level++)
        {
            ulong* table = Table(level);
            // SAFETY: the image keeps a page of zeros for each level; an index has 9 bits.
            table[code.Value >> (Page.Shift + level * BitsPerLevel) & (Entries - 1)] = entry;
            entry = A64PageTableFormat.MakeTable(A64Physical.AddressOf(table), Audience.Kernel);
        }
        A64Instructions.StoreBarrier();
        return A64Physical.AddressOf(Table(Levels - 1));
    }

    private static ulong* Table(int level) => (ulong*)(delegate*<void>)&Start + level * Entries;
}
