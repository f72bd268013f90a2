using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines.Simulated;
using Thread = Diesis.Kernel.Objects.Thread;

namespace Diesis.Simulating;

/// <summary>What the running thread has, looked up in the kernel: so random programs need no books of their own.</summary>
internal static unsafe class OwnHandles
{
    /// <summary>Has it received a call that is not answered?</summary>
    public static bool OwesReply => Current->Caller != null;

    /// <summary>Is it a handle to such an object?</summary>
    public static bool IsOf(ulong handle, ObjectType type)
    {
        HandleEntry* entry = Current->Process->Handles.Find(handle);
        return entry != null && (type == ObjectType.None || entry->Meaning.Type == type);
    }

    public static Rights RightsOf(Handle handle)
    {
        HandleEntry* entry = Current->Process->Handles.Find(handle.Value);
        return entry == null ? Rights.None : entry->Meaning.Rights;
    }

    private static Thread* Current => CpuDriver.Current.CurrentThread;

    /// <summary>One of the process's handles to such objects; those that have the rights before others.</summary>
    /// <returns>0 when there is none.</returns>
    public static ulong Choose(ref SeededRandom random, ObjectType type, Rights needs, out Rights rights)
    {
        ref HandleTable handles = ref Current->Process->Handles;
        HandleEntry* best = null;
        int found = 0;
        for (uint index = 0, seen = 0; index < handles.Room && seen < handles.Count; index++)
        {
            HandleEntry* entry = handles.EntryAt(index);
            if (entry->Key == 0) continue;
            seen++;
            if (type != ObjectType.None && entry->Meaning.Type != type) continue;
            bool isGood = Has(entry, needs), isBestGood = best != null && Has(best, needs);
            if (isBestGood && !isGood) continue;
            if (isGood && !isBestGood) found = 0;
            if (random.Below(++found) == 0) best = entry;
        }
        rights = best == null ? Rights.None : best->Meaning.Rights;
        return best == null ? 0 : best->Key;
    }

    /// <summary>The address of a word that a mapping of the process shows.</summary>
    /// <returns>Any address when nothing is mapped.</returns>
    public static ulong ChooseMapped(ref SeededRandom random, ulong near, bool isWrite)
    {
        AddressSpace* space = Current->Space;
        for (int tries = 0; tries < 4; tries++)
        {
            TreeNode* node = space->Mappings.FindAtLeast(near);
            if (node == null) node = space->Mappings.First;
            if (node == null) return near;
            Mapping* mapping = Mapping.Of(node);
            near = mapping->End;
            if (isWrite && mapping->Protection != Protection.ReadWrite) continue;
            ulong page = (ulong)random.Below((int)mapping->Pages);
            return mapping->Start + page * MemoryLayout.PageSize + (ulong)random.Below(512) * 8;
        }
        return near;
    }

    private static bool Has(HandleEntry* entry, Rights needs) => (entry->Meaning.Rights & needs) == needs;
}
