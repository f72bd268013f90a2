using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;

namespace System.Runtime;

/// <summary>
/// Finds the code behind a call through an interface. Every call comes here, by way of assembly that puts the arguments
/// aside; what was found once for a call site and a type is remembered in a table.
/// </summary>
internal static unsafe class InterfaceDispatch
{
    /// <summary>
    /// As the compiler lays it out: the address that the call site calls, and the distance to the interface with the
    /// lowest two bits set. The number of the slot stands in a cell of its own behind, which is told by an address of
    /// zero; cells of the same slot may share it.
    /// </summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Cell
    {
        public nint Code;
        public nint Interface;
    }

    private const nint DistanceMask = ~3;

    /// <summary>What was found once, for good. It is complete before anybody can see it, so reading takes no lock.</summary>
    private struct Remembered
    {
        public MethodTable* Type;
        public Cell* Cell;
        public nint Code;
        public Remembered* Next;
    }

    private const int TableSize = 1024;

    /// <summary>The first of those that share a place.</summary>
    [InlineArray(TableSize)]
    private struct Table
    {
        private nint _first;
    }

    private static Table _table;

    /// <summary>Called by the assembly with the arguments of the call put aside.</summary>
    [RuntimeExport("DiesisResolveInterfaceCall")]
    private static nint Resolve(object? target, Cell* cell)
    {
        if (target == null) ThrowHelpers.ThrowNullReferenceException();
        var type = target.m_pEEType;
        // Types and cells are apart by multiples of 8 and 16.
        ref nint place = ref _table[(int)(((nuint)type >> 3 ^ (nuint)cell >> 4) % TableSize)];
        nint first = Volatile.Read(ref place);
        for (var entry = (Remembered*)first; entry != null; entry = entry->Next)
            if (entry->Type == type && entry->Cell == cell) return entry->Code;
        return Remember(ref place, first, type, cell);
    }

    /// <param name="cell">As at a call.</param>
    public static nint Resolve(object? target, nint cell) => Resolve(target, (Cell*)cell);

    private static nint Remember(ref nint place, nint first, MethodTable* type, Cell* cell)
    {
        var interfaceType = (MethodTable*)unchecked((nint)(&cell->Interface) + (cell->Interface & DistanceMask));
        var last = cell + 1;
        while (last->Code != 0) last++;
        nint code = Find(type, interfaceType, (ushort)last->Interface);
        var entry = (Remembered*)Records.Take((nuint)sizeof(Remembered));
        if (entry == null) return code;
        *entry = new() { Type = type, Cell = cell, Code = code, Next = (Remembered*)first };
        // Two threads may find the same at the same time: one of them will have to find it again.
        _ = Interlocked.CompareExchange(ref place, (nint)entry, first);
        return code;
    }

    internal static nint Find(MethodTable* type, MethodTable* interfaceType, ushort slot)
    {
        nint code = Find(type, interfaceType, slot, isVariant: false);
        if (code == 0 && interfaceType->HasVariance) code = Find(type, interfaceType, slot, isVariant: true);
        if (code == 0) ThrowHelpers.ThrowEntryPointNotFoundException();
        return code;
    }

    /// <summary>The most derived type that implements it wins; bodies in interfaces come last.</summary>
    private static nint Find(MethodTable* type, MethodTable* interfaceType, ushort slot, bool isVariant)
    {
        for (var owner = type; owner != null; owner = owner->BaseType)
        {
            var slots = owner->InterfaceSlots;
            if (slots == null) continue;
            var entries = InterfaceSlots.OfType(slots, out int count);
            nint code = Find(type, owner, entries, count, interfaceType, slot, isVariant);
            if (code != 0) return code;
        }
        for (var owner = type; owner != null; owner = owner->BaseType)
        {
            var slots = owner->InterfaceSlots;
            if (slots == null) continue;
            var entries = InterfaceSlots.OfDefaults(slots, out int count);
            nint code = Find(type, owner, entries, count, interfaceType, slot, isVariant);
            if (code != 0) return code;
        }
        return 0;
    }

    private static nint Find(
        MethodTable* type, MethodTable* owner, InterfaceSlots.Entry* entries, int count, MethodTable* interfaceType,
        ushort slot, bool isVariant)
    {
        for (int i = 0; i < count; i++)
        {
            if (entries[i].Slot != slot) continue;
            var candidate = owner->Interface(entries[i].Interface);
            bool isIt = candidate == interfaceType
                || isVariant && Variance.Allows(candidate, interfaceType, type->IsArray);
            if (!isIt) continue;
            // A virtual slot is looked up in the object's type, which may override; a sealed one is the owner's.
            int implementation = entries[i].Implementation;
            return (implementation < owner->VirtualSlotCount ? type : owner)->Code(implementation);
        }
        return 0;
    }
}
