using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Tests.User;

/// <summary>Memory of every kind at known addresses, and addresses that user mode has no business with.</summary>
/// <remarks>
/// <code>
///   region  0 written   1 only read   2 not touched yet   3 nothing   4 comes and goes   5 executed
/// </code>
/// </remarks>
internal static class FuzzArena
{
    public const ulong RegionPages = 16;
    private const ulong Start = 0x40_0000_0000, Regions = 6;
    private const ulong Size = Regions * RegionPages * MemoryLayout.PageSize;
    private const ulong ComesAndGoes = 4;

    private static Handle<MemoryObject> _written, _untouched, _changing, _executed;

    public static Status Prepare()
    {
        Status status = Make(MemoryOptions.Committed, out _written);
        if (status == Status.Ok) status = Make(MemoryOptions.None, out _untouched);
        if (status == Status.Ok) status = Make(MemoryOptions.None, out _changing);
        if (status == Status.Ok) status = Make(MemoryOptions.None, out _executed);
        if (status == Status.Ok) status = Map(World.Space, 0, _written, Protection.ReadWrite);
        if (status == Status.Ok) status = Map(World.Space, 1, _written, Protection.Read);
        if (status == Status.Ok) status = Map(World.Space, 2, _untouched, Protection.ReadWrite);
        if (status == Status.Ok) status = Map(World.Space, 5, _executed, Protection.ReadExecute);
        return status;
    }

    private static Status Make(MemoryOptions options, out Handle<MemoryObject> memory)
        => Kernel.CreateMemory(World.Budget, RegionPages, options, out memory);

    private static Status Map(Handle<AddressSpace> space, ulong region, Handle<MemoryObject> memory, Protection protection)
        => Kernel.Map(space, memory, Start + region * RegionPages * MemoryLayout.PageSize, 0, RegionPages, protection);

    /// <summary>Changes what is there, while others use it: what fails, fails.</summary>
    public static void Change(ref FuzzRandom random) => Change(ref random, World.Space, _changing, random.OneIn(2) ? _changing : _untouched);

    /// <summary>As above, for who has handles of its own.</summary>
    public static void Change(ref FuzzRandom random, Handle<AddressSpace> space, Handle<MemoryObject> changing, Handle<MemoryObject> decommitted)
    {
        ulong at = Start + (ComesAndGoes * RegionPages + random.Below(RegionPages)) * MemoryLayout.PageSize, pages = 1 + random.Below(4);
        switch (random.Below(6))
        {
            case 0: _ = Map(space, ComesAndGoes, changing, Protection.ReadWrite); break;
            case 1: _ = Kernel.Map(space, changing, at, random.Below(8), pages, Protection.ReadWrite); break;
            case 2: _ = Kernel.Unmap(space, at, pages); break;
            case 3: _ = Kernel.Protect(space, at, pages, (Protection)random.Below(3)); break;
            case 4: _ = Kernel.Decommit(decommitted, random.Below(8), pages); break;
            default: _ = Kernel.Unmap(space, Start + ComesAndGoes * RegionPages * MemoryLayout.PageSize, RegionPages); break;
        }
    }

    /// <summary>A page that can be mapped, or was.</summary>
    public static ulong Page(ref FuzzRandom random) => Start + random.Below(2 * Size) & ~(MemoryLayout.PageSize - 1);

    /// <summary>An address, often of one of the regions.</summary>
    public static ulong Address(ref FuzzRandom random)
    {
        ulong inArena = Start + random.Below(Size);
        switch (random.Below(16))
        {
            case 0: return random.Next();
            case 1: return World.KernelAddress + (random.Next() >> 20);
            case 2: return ulong.MaxValue - random.Below(0x1_0000_0000);
            case 3: return (1UL << 47) + random.Below(64) - 32;
            case 4: return random.Below(2 * MemoryLayout.UserStart);
            case 5: return MemoryLayout.UserEnd - random.Below(32);
            case 6: case 7: case 8: return inArena;
            // The last bytes before another page.
            case 9: return (inArena | MemoryLayout.PageSize - 1) - random.Below(16);
            case 10: case 11: return inArena & ~7UL;
            default: return inArena & ~(MemoryLayout.PageSize - 1);
        }
    }

    public static ulong Length(ref FuzzRandom random)
    {
        switch (random.Below(12))
        {
            case 0: return 0;
            case 1: return random.Next();
            case 2: return ulong.MaxValue - random.Below(8192);
            case 3: return random.Below(4 * MemoryLayout.PageSize);
            case 4: return MemoryLayout.PageSize;
            case 5: return Size;
            case 6: case 7: return (ulong)System.Runtime.CompilerServices.Unsafe.SizeOf<ThreadRegisters>();
            case 8: case 9: return (ulong)System.Runtime.CompilerServices.Unsafe.SizeOf<ObjectInfo>();
            default: return random.Below(64);
        }
    }
}
