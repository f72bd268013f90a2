using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel;

/// <summary>
/// System calls on objects of two cores: the second is pinned on its own core, and the call then made on that of the first. What is
/// made holds the pin from then on.
/// </summary>
/// <remarks>
/// <code>
///   caller's core        second's core         first's core
///        │── pin ─────────────►│                     │
///        │◄───────── pinned ───│                     │
///        │── call ──────────────────────────────────►│   maps it, say
///        │◄────────────────────────────────── result │
///                              │◄──── let go ────────│   when the mapping goes
/// </code>
/// </remarks>
// SAFETY: a pinned object stays until its core is told otherwise; others of its core are only read.
public unsafe partial struct CpuDriver
{
    /// <summary>As for objects that cannot be elsewhere.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFindHere<T>(ulong handle, Rights needed, out FarCapability<T> found) where T : unmanaged, IKernelObject
    {
        bool isHere = TryFindHere(handle, T.Type, needed, out HandleEntry* entry, out ObjectHeader* target);
        found = new FarCapability<T>(entry, (T*)target, null);
        return isHere;
    }

    /// <summary>Finds what a handle leads to that may live on another core than the call's first object.</summary>
    /// <returns>As for others; <see cref="KernelStatus.NeedsPin"/>: it lives elsewhere, and is not held there yet.</returns>
    private Status FindAnywhere<T>(ulong handle, Rights needed, out FarCapability<T> found) where T : unmanaged, IKernelObject
    {
        found = default;
        HandleEntry* entry = FindEntry(handle);
        if (entry == null) return Status.BadHandle;
        if (entry->Meaning.Type != T.Type) return Status.WrongType;
        if ((entry->Meaning.Rights & needed) != needed) return Status.NotPermitted;
        if (entry->Meaning.Core == _number)
        {
            ObjectHeader* target = TargetOf(entry);
            if (target == null) return Status.Dead;
            found = new FarCapability<T>(entry, (T*)target, null);
            return Status.Ok;
        }
        Pin pin = ThreadPage.More(CallerOf(_current)->Context)->Pin;
        if (pin.Target == null || pin.Handle != handle)
        {
            _elsewhere = entry->Meaning.Core;
            _second = handle;
            return KernelStatus.NeedsPin;
        }
        ObjectHeader* held = pin.Target->Type == Mapping.Type ? &((Mapping*)pin.Target)->Memory->Header : pin.Target;
        found = new FarCapability<T>(entry, (T*)held, pin.Target);
        return Status.Ok;
    }

    /// <summary>As for objects that cannot be elsewhere: no handle is no object.</summary>
    private Status FindOptional<T>(ulong handle, Rights needed, out FarCapability<T> found) where T : unmanaged, IKernelObject
    {
        found = default;
        return handle == 0 || TryFindHere(handle, needed, out found) ? Status.Ok : FindAnywhere(handle, needed, out found);
    }

    private static Thread* CallerOf(Thread* thread) => IsVisitor(thread) ? ((Visitor*)thread)->Caller : thread;

    /// <summary>Holds the second object of a call, which lives here, for use on the core of the first.</summary>
    /// <returns><see cref="KernelStatus.Again"/>: there is more to prepare.</returns>
    private Status PinSecond(ThreadContext* context)
    {
        ref Pin pin = ref ThreadPage.More(context)->Pin;
        HandleEntry* user = FindEntry(context->A0), entry = FindEntry(pin.Handle);
        if (user != null && pin.Handle == Pin.OwnSpace) return PinSpace(ref pin, _current->Process->Space, user->Meaning.Core);
        if (user == null || entry == null) return Status.BadHandle;
        ObjectHeader* target = TargetOf(entry);
        if (target == null) return Status.Dead;
        Status status = target->Type switch
        {
            Abi.ObjectType.MemoryObject => PinMemory(ref pin, entry, (MemoryObject*)target, context->A3, context->A4),
            Abi.ObjectType.Thread => PinThread(ref pin, (Thread*)target),
            Abi.ObjectType.AddressSpace => PinSpace(ref pin, (AddressSpace*)target, user->Meaning.Core),
            Abi.ObjectType.Endpoint or Abi.ObjectType.Notification => PinTarget(ref pin, target),
            _ => Status.NotSupported,
        };
        return status;
    }

    /// <summary>Sees to it that all pages of a range are there, and stay.</summary>
    private Status PinMemory(ref Pin pin, HandleEntry* entry, MemoryObject* memory, ulong offset, ulong pages)
    {
        if (!IsInside(memory, offset, pages) || pages > Mapping.MostPages) return Status.OutOfRange;
        if (memory->Backing == Backing.Addresses || (memory->Flags & MemoryFlags.Unfinished) != 0) return Status.BadState;
        if (memory->MappingCount == MemoryObject.MostMappings) return Status.BudgetExceeded;
        if (memory->HasTree)
        {
            if (pin.Reached < offset) pin.Reached = offset;
            Status prepared = CommitSome(memory, ref pin.Reached, offset + pages, FaultAccessFlags.Write);
            if (prepared != Status.Ok) return prepared;
        }
        Status status = Create(memory->Header.Budget, out Mapping* far);
        if (status != Status.Ok) return status;
        far->FirstPage = offset;
        far->Pages = (uint)pages;
        AddToMemory(memory, far);
        memory->FarMappings++;
        if (entry->Meaning.Kind == HandleKind.Leased) AddToHolder(&((Lease*)entry->Object)->Mappings, far);
        pin.Target = &far->Header;
        return Status.Ok;
    }

    /// <summary>An object of this core is not used by another any more in the way for which it was pinned.</summary>
    /// <param name="isTaken">What it was pinned for was done.</param>
    private void Unpin(ObjectHeader* target, bool isTaken)
    {
        if (target->Type == Abi.ObjectType.Thread)
        {
            UnpinThread((Thread*)target, isTaken);
            return;
        }
        if (target->Type == Abi.ObjectType.AddressSpace)
        {
            UnpinSpace((AddressSpace*)target);
            return;
        }
        if (target->Type != Mapping.Type)
        {
            UnpinTarget(target);
            return;
        }
        var far = (Mapping*)target;
        MemoryObject* memory = far->Memory;
        if (far->LinkOfHolder != null) RemoveFromHolder(far);
        RemoveFromMemory(far);
        FreeSlot(&far->Header);
        if (--memory->FarMappings != 0 || (memory->Flags & MemoryFlags.AwaitsFar) == 0) return;
        memory->Flags &= ~MemoryFlags.AwaitsFar;
        memory->Header.References--;
        QueueWork(&memory->Header);
    }

    /// <summary>Gives up what a thread's system call held and did not need in the end.</summary>
    /// <returns>False: too much is under way to its core.</returns>
    private bool TryDropPin(ThreadMore* more)
    {
        if (more->Pin.Target == null) return true;
        if (!TryLetGo(more->Pin.Target)) return false;
        more->Pin = default;
        return true;
    }

    /// <summary>Tells the core of a pinned object that it is not needed.</summary>
    private bool TryLetGo(ObjectHeader* pinned)
    {
        if (pinned->Core != _number) return TryRequest<RemoteUnpin, RemoteUnpinTaken>(pinned->Core, new RemoteUnpin(pinned, isTaken: false));
        Unpin(pinned, isTaken: false);
        return true;
    }
}
