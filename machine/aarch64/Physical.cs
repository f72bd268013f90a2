using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Machines.AArch64;

/// <summary>Where things of the kernel lie in memory, for a core that runs or reads them with its MMU off.</summary>
internal static unsafe class A64Physical
{
    [RuntimeImport("*", "A64PhysicalCode"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CodeStart();

    [RuntimeImport("*", "A64CoreEntry"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CoreEntryStart();

    [RuntimeImport("*", "A64EmptyTable"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void EmptyTableStart();

    /// <summary>The page of CoreStart.S.</summary>
    public static void* Code => (delegate*<void>)&CodeStart;

    /// <summary>Where a core begins.</summary>
    public static void* CoreEntry => (delegate*<void>)&CoreEntryStart;

    /// <summary>A translation table of zeros.</summary>
    public static void* EmptyTable => (delegate*<void>)&EmptyTableStart;

    /// <summary>Asks the MMU. The address must be mapped.</summary>
    public static PhysicalAddress AddressOf(void* pointer)
    {
        ulong answer = A64Instructions.Translate(pointer);
        if ((answer & A64Par.Failed) != 0) A64Instructions.Stop();
        return new PhysicalAddress(answer & A64Par.AddressMask) + ((ulong)pointer & Page.OffsetMask);
    }
}
