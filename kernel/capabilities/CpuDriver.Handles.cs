using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Handles: looking them up, making and releasing them.</summary>
// SAFETY: a strong handle's object is there; others are looked for before they are used.
public unsafe partial struct CpuDriver
{
    /// <summary>Finds what a handle of the calling thread's process leads to.</summary>
    /// <returns>As <see cref="FindAnywhere{T}(ulong, Rights, out Capability{T})"/>.</returns>
    private Status Find<T>(ulong handle, Rights needed, out Capability<T> found) where T : unmanaged, IKernelObject
        => TryFindHere(handle, needed, out found) ? Status.Ok : FindAnywhere(handle, needed, out found);

    /// <summary>Finds what a handle leads to, if it is what handles mostly are.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFindHere<T>(ulong handle, Rights needed, out Capability<T> found) where T : unmanaged, IKernelObject
    {
        bool isHere = TryFindHere(handle, T.Type, needed, out HandleEntry* entry, out ObjectHeader* target);
        found = new Capability<T>(entry, (T*)target);
        return isHere;
    }

    /// <summary>What handles mostly are: of the first page, which every process has, strong, and their object here.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFindHere(ulong handle, ObjectType type, Rights needed, out HandleEntry* entry, out ObjectHeader* target)
    {
        Thread* caller = _current;
        entry = caller->Process->Handles.PlaceOf(handle);
        target = entry->Object;
        HandleMeaning meaning = entry->Meaning;
        if (IsVisitor(caller) || entry->Key != handle || !meaning.Matches(type, needed, _strongHere)) return false;
        if (!target->IsAlive) return false;
        return true;
    }

    /// <summary>Is a handle plainly one of an object of another core? Whether it is of the right kind is seen there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsElsewhere(ulong handle)
    {
        if (IsVisitor(_current)) return false;
        HandleEntry* entry = _current->Process->Handles.PlaceOf(handle);
        CoreNumber core = entry->Meaning.Core;
        if (core == _number || entry->Key != handle) return false;
        _elsewhere = core;
        return true;
    }

    /// <summary>Finds what a handle leads to, whatever it is.</summary>
    /// <returns>
    /// <see cref="KernelStatus.Elsewhere"/>: an object of another core. Where the call came from another core already: <see cref="Status.NotSupported"/>,
    /// since the objects of one call have to live on one.
    /// </returns>
    private Status FindAnywhere<T>(ulong handle, Rights needed, out Capability<T> found) where T : unmanaged, IKernelObject
    {
        found = default;
        HandleEntry* entry = FindEntry(handle);
        if (entry == null) return Status.BadHandle;
        if (entry->Meaning.Type != T.Type) return Status.WrongType;
        Status status = CheckEntry(entry, needed, out ObjectHeader* target);
        if (status == Status.Ok) found = new Capability<T>(entry, (T*)target);
        return status;
    }

    private Status Find(ulong handle, Rights needed, out Capability found)
    {
        found = default;
        HandleEntry* entry = FindEntry(handle);
        if (entry == null) return Status.BadHandle;
        Status status = CheckEntry(entry, needed, out ObjectHeader* target);
        if (status == Status.Ok) found = new Capability(entry, target);
        return status;
    }

    /// <summary>The place of a handle in the table of the calling thread's process, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private HandleEntry* FindEntry(ulong handle)
        => IsVisitor(_current) ? FindElsewhere((Visitor*)_current, handle) : _current->Process->Handles.Find(handle);

    private Status CheckEntry(HandleEntry* entry, Rights needed, out ObjectHeader* target)
    {
        target = null;
        if ((entry->Meaning.Rights & needed) != needed) return Status.NotPermitted;
        if (entry->Meaning.Core != _number && (needed & Rights.Divide) == 0)
        {
            if (IsVisitor(_current)) return Status.NotSupported;
            _elsewhere = entry->Meaning.Core;
            return KernelStatus.Elsewhere;
        }
        target = entry->Meaning.Core == _number ? TargetOf(entry) : RangeElsewhere(entry);
        return target != null ? Status.Ok : Status.Dead;
    }

    /// <summary>
    /// A range of something, on another core. What it says of itself never changes, so any core may read it, and ask <see cref="IsStillThere"/>
    /// afterwards. A lease may be over at any time, and is taken for that.
    /// </summary>
    private readonly ObjectHeader* RangeElsewhere(HandleEntry* entry)
        => entry->Meaning.Kind != HandleKind.Leased && IsAlive(entry->Object, entry->ObjectGeneration) ? entry->Object : null;

    /// <summary>Was what has been read of an object still there when it was read? To be asked of one that may be another core's.</summary>
    private readonly bool IsStillThere<T>(Capability<T> read) where T : unmanaged, IKernelObject
    {
        if (read.Entry->Meaning.Core == _number) return true;
        Machine.FullFence();
        return IsAlive((ObjectHeader*)read.Object, read.Entry->ObjectGeneration);
    }

    /// <summary>As <see cref="Find{T}"/>, but no handle is no object.</summary>
    private Status FindOptional<T>(ulong handle, Rights needed, out Capability<T> found) where T : unmanaged, IKernelObject
    {
        found = default;
        return handle == 0 ? Status.Ok : Find(handle, needed, out found);
    }

    /// <summary>The object that a handle stands for, or null when it is gone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ObjectHeader* TargetOf(HandleEntry* entry)
    {
        ObjectHeader* target = entry->Object;
        switch (entry->Meaning.Kind)
        {
            case HandleKind.Strong when !IsVisitor(_current):
                return target->IsAlive ? target : null;
            // A handle of another core's table may have been released since it was read.
            case HandleKind.Strong:
            case HandleKind.Weak:
                return IsAlive(target, entry->ObjectGeneration) ? target : null;
            default:
                if (!IsAlive(target, entry->ObjectGeneration)) return null;
                target = ((Lease*)target)->Target;
                return target != null && target->IsAlive ? target : null;
        }
    }

    /// <summary>Is the object still there that was here once?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsAlive(ObjectHeader* place, ulong generation)
    {
        // SAFETY: memory that once held an object is in the direct map for good; what it holds now is looked at only if it holds objects.
        return _cores->ObjectPages.Contains(in _cores->Chunks, FrameOf(place))
            && place->Generation == generation && place->IsAlive;
    }

    /// <summary>Sees that a process's table can take so many more handles.</summary>
    /// <returns><see cref="Status.TableFull"/>, <see cref="Status.BudgetExceeded"/>, <see cref="Status.OutOfMemory"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status ReserveHandles(Process* process, uint count)
    {
        // Another core's table: it has seen to that itself.
        if (process->Header.Core != _number) return Status.Ok;
        if (process->HasEnded) return Status.Dead;
        return process->Handles.Free >= count ? Status.Ok : AddHandlePages(process, count);
    }

    [Bounded("at most a directory and a page, since no call needs more handles than a page has")]
    private Status AddHandlePages(Process* process, uint count)
    {
        while (process->Handles.Free < count)
        {
            if (process->Handles.IsAtMost) return Status.TableFull;
            if (process->Handles.NeedsDirectory)
            {
                Status status = TryTakePage(process->Header.Budget, out void* directory);
                if (status != Status.Ok) return status;
                process->Handles.AddDirectory(directory);
            }
            else
            {
                Status status = TryTakePage(process->Header.Budget, out void* page);
                if (status != Status.Ok) return status;
                process->Handles.AddPage(page);
            }
        }
        return Status.Ok;
    }

    /// <summary>Puts a new handle into a table, for which room was reserved. A strong one takes over a reference that the caller holds.</summary>
    private Handle AddHandle(Process* process, ObjectHeader* target, ulong generation, HandleMeaning meaning, ulong badge)
    {
        if (meaning.Type == ObjectType.Endpoint && meaning.Kind == HandleKind.Strong) CountEndpointHandle((Endpoint*)target, meaning.Rights, 1);
        if (process->Header.Core == _number) return new(process->Handles.Add(target, generation, badge, meaning)->Key);
        var made = new HandleEntry { Object = target, ObjectGeneration = generation, Badge = badge, Meaning = meaning };
        return Give((Visitor*)_current, in made);
    }

    /// <summary>Another strong handle like one of this core's objects comes into being.</summary>
    private void CountStrong(in HandleEntry entry)
    {
        Retain(entry.Object);
        if (entry.Meaning.Type == ObjectType.Endpoint) CountEndpointHandle((Endpoint*)entry.Object, entry.Meaning.Rights, 1);
    }

    /// <summary>Puts a handle that was elsewhere before into a table, for which room was reserved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Handle PutHandle(Process* process, in HandleEntry from)
        => new(process->Handles.Add(in from)->Key);

    /// <summary>Puts the first handle to a new object into the running process's table, with all rights. Room was reserved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Handle AddOwner(ObjectHeader* made, Rights rights = Rights.All)
        => AddHandle(_current->Process, made, made->Generation, new HandleMeaning(made->Type, HandleKind.Strong, rights, made->Core), 0);

    /// <summary>Takes a handle out of a table, and with it its claim on the object.</summary>
    /// <returns>False: too much is under way to other cores that it concerns.</returns>
    private bool TryRemoveHandle(Process* process, HandleEntry* entry)
    {
        HandleMeaning meaning = entry->Meaning;
        ObjectHeader* target = entry->Object;
        System.Diagnostics.Debug.Assert(entry->Mappings == null, "a handle goes before what was mapped by it");
        bool isStrong = meaning.Kind == HandleKind.Strong;
        if (entry->MappedAt != 0 || isStrong && meaning.Core != _number) return TryRemoveFar(process, entry);
        process->Handles.Remove(entry);
        if (isStrong) DropHandle(target, meaning);
        return true;
    }

    /// <summary>As <see cref="TryRemoveHandle"/>, of a handle that concerns other cores: it is in the table no more when they are told.</summary>
    private bool TryRemoveFar(Process* process, HandleEntry* entry)
    {
        HandleEntry removed = *entry;
        if (!CanGiveUp(in removed)) return false;
        process->Handles.Remove(entry);
        GiveUp(in removed);
        return true;
    }

    /// <summary>Moves a handle, and what was mapped by it, from one table to another, where room was reserved.</summary>
    private Handle MoveHandle(Process* from, HandleEntry* entry, Process* to)
    {
        HandleEntry* place = to->Handles.Add(in *entry);
        Mapping* mappings = entry->Mappings;
        if (mappings != null)
        {
            entry->Mappings = null;
            place->Mappings = mappings;
            mappings->LinkOfHolder = &place->Mappings;
        }
        from->Handles.Remove(entry);
        return new(place->Key);
    }

    /// <summary>Keeps count of who could call an endpoint and who could serve it; the last of either kind to go wakes the other side.</summary>
    private void CountEndpointHandle(Endpoint* endpoint, Rights rights, int change)
    {
        // Whoever still has a handle to one that has ended can neither call it nor serve it.
        if (!endpoint->Header.IsAlive) return;
        if ((rights & Rights.Call) != 0)
        {
            endpoint->CallHandles = (uint)((int)endpoint->CallHandles + change);
            if (endpoint->CallHandles == 0) WakeAbandoned(endpoint);
        }
        if ((rights & Rights.Serve) != 0)
        {
            endpoint->ServeHandles = (uint)((int)endpoint->ServeHandles + change);
            if (endpoint->ServeHandles == 0) WakeAbandoned(endpoint);
        }
    }

    private static Frame FrameOf(void* inDirectMap) => Machine.PhysicalOf(inDirectMap).Frame;
}
