using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines.Simulated;
using Thread = Diesis.Kernel.Objects.Thread;
using ThreadState = Diesis.Kernel.Objects.ThreadState;

namespace Diesis.Simulating;

/// <summary>What the running thread has, looked up in the kernel: so random programs need no books of their own.</summary>
internal static unsafe class OwnHandles
{
    /// <summary>Has it received a call that is not answered?</summary>
    public static bool OwesReply => Current->Caller != null;

    /// <summary>Is it a handle to such an object, which suits a system call?</summary>
    public static bool IsOf(ulong handle, ObjectType type, uint call)
    {
        HandleEntry* entry = Current->Process->Handles.Find(handle);
        return entry != null && (type == ObjectType.None || entry->Meaning.Type == type) && Suitable.Is(call, entry);
    }

    /// <summary>Has it a handle to any such object?</summary>
    public static bool HasOne(ObjectType type)
    {
        if (type == ObjectType.None) return true;
        ref HandleTable handles = ref Current->Process->Handles;
        for (uint index = 0, seen = 0; index < handles.Room && seen < handles.Count; index++)
        {
            HandleEntry* entry = handles.EntryAt(index);
            if (entry->Key == 0) continue;
            if (entry->Meaning.Type == type) return true;
            seen++;
        }
        return false;
    }

    public static Rights RightsOf(Handle handle)
    {
        HandleEntry* entry = Current->Process->Handles.Find(handle.Value);
        return entry == null ? Rights.None : entry->Meaning.Rights;
    }

    /// <summary>The highest priority that may be made of a scheduling context; 0 when the handle is to none.</summary>
    public static uint PriorityOf(Handle time)
    {
        HandleEntry* entry = Current->Process->Handles.Find(time.Value);
        return entry == null || entry->Meaning.Type != ObjectType.SchedulingContext || entry->Object->Generation != entry->ObjectGeneration
            ? 0U : ((SchedulingContext*)entry->Object)->Priority;
    }

    /// <summary>Could the thread go on elsewhere, once it is suspended?</summary>
    public static bool CanMigrate(Handle thread)
    {
        HandleEntry* entry = Current->Process->Handles.Find(thread.Value);
        return entry != null && entry->Object->Generation == entry->ObjectGeneration && ((Thread*)entry->Object)->State is ThreadState.New or ThreadState.Ready;
    }

    /// <summary>The handle that the process is given next, unless it gives one up before: anybody may guess it.</summary>
    public static ulong Guess()
    {
        ref HandleTable handles = ref Current->Process->Handles;
        return handles.Next;
    }

    /// <summary>What a budget has left, in bytes; 0 when the handle is to none.</summary>
    public static ulong LeftOf(Handle budget)
    {
        HandleEntry* entry = Current->Process->Handles.Find(budget.Value);
        return entry == null || entry->Meaning.Type != ObjectType.MemoryBudget || entry->Object->Generation != entry->ObjectGeneration
            ? 0 : ((MemoryBudget*)entry->Object)->Left;
    }

    private static Thread* Current => CpuDriver.Current.CurrentThread;

    /// <summary>One of the process's handles to such objects; those that have the rights, and suit the call, before others.</summary>
    /// <param name="call">The number of a system call, or 0.</param>
    /// <returns>0 when there is none.</returns>
    public static ulong Choose(ref SeededRandom random, ObjectType type, Rights needs, uint call, out Rights rights)
    {
        ref HandleTable handles = ref Current->Process->Handles;
        HandleEntry* best = null;
        bool isBestGood = false;
        int found = 0;
        for (uint index = 0, seen = 0; index < handles.Room && seen < handles.Count; index++)
        {
            HandleEntry* entry = handles.EntryAt(index);
            if (entry->Key == 0) continue;
            seen++;
            if (type != ObjectType.None && entry->Meaning.Type != type) continue;
            bool isGood = Has(entry, needs) && Suitable.Is(call, entry);
            if (isBestGood && !isGood) continue;
            if (isGood && !isBestGood) found = 0;
            if (random.Below(++found) != 0) continue;
            best = entry;
            isBestGood = isGood;
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
