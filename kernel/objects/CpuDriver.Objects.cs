using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Objects;
using Diesis.Machines;
using Process = Diesis.Kernel.Objects.Process;

namespace Diesis.Kernel;

/// <summary>Objects: what they are charged, how they are made, and how they end.</summary>
// SAFETY: slots lie in pages of objects, which stay while a slot is in use; frames are reached through the direct map.
public unsafe partial struct CpuDriver
{
    /// <summary>Steps of taking things apart that one entry does, each of constant time; then interrupts have their turn.</summary>
    private const int EndingStepsPerEntry = 64;

    /// <summary>Takes a page that a budget pays for, zeroed.</summary>
    /// <returns><see cref="Status.BudgetExceeded"/>, <see cref="Status.OutOfMemory"/>.</returns>
    private Status TryTakePage(MemoryBudget* budget, out void* page)
    {
        Status status = TryTakeFrame(budget, out Frame frame);
        page = null;
        if (status != Status.Ok) return status;
        page = Machine.DirectMap(frame.Start);
        Machine.ClearPage(page);
        return Status.Ok;
    }

    /// <summary>Takes a frame that a budget pays for. Its content is undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status TryTakeFrame(MemoryBudget* budget, out Frame frame)
    {
        frame = default;
        if (!budget->TryCharge(Page.Size)) return Status.BudgetExceeded;
        if (TryAllocateFrame(out frame)) return Status.Ok;
        budget->Refund(Page.Size);
        return Status.OutOfMemory;
    }

    private void GiveBackPage(MemoryBudget* budget, void* page) => GiveBackFrame(budget, FrameOf(page));

    private void GiveBackFrame(MemoryBudget* budget, Frame frame)
    {
        Frames.Free(frame);
        budget->Refund(Page.Size);
    }

    /// <summary>Makes an object of one type, zeroed but for its header, with one reference, which is the caller's.</summary>
    /// <returns><see cref="Status.BudgetExceeded"/>, <see cref="Status.OutOfMemory"/>, or <see cref="Status.Dead"/> when the budget is being reclaimed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status Create<T>(MemoryBudget* budget, out T* made) where T : unmanaged, IKernelObject
    {
        Debug.Assert(sizeof(T) == ObjectHeader.SlotBytes && sizeof(ObjectHeader) == ObjectHeader.Bytes);
        made = null;
        if (!HasSlot(budget))
        {
            Status status = AddSlotPage(budget);
            if (status != Status.Ok) return status;
        }
        made = (T*)TakeAnySlot(budget, T.Type);
        return Status.Ok;
    }

    /// <summary>May an object be made of a budget, and has it a free slot for it?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasSlot(MemoryBudget* budget) => budget->PagesWithFree != null && !budget->IsReclaimed;

    /// <summary>Sees to it that a budget has a free slot.</summary>
    private Status AddSlotPage(MemoryBudget* budget)
    {
        if (budget->IsReclaimed) return Status.Dead;
        Status status = TryTakePage(budget, out void* fresh);
        if (status != Status.Ok) return status;
        var page = (SlotPage*)fresh;
        SlotPage.Initialize(page, budget);
        _cores->ObjectPages.Add(in _cores->Chunks, FrameOf(page));
        if (budget->Pages == null) budget->Header.References++;
        budget->AddPage(page);
        return Status.Ok;
    }

    private ObjectHeader* TakeAnySlot(MemoryBudget* budget, ObjectType type) => TakeSlot(budget, type);

    /// <summary>Takes a slot of a budget that has one free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ObjectHeader* TakeSlot(MemoryBudget* budget, ObjectType type)
    {
        SlotPage* page = budget->PagesWithFree;
        ObjectHeader* slot = SlotPage.Take(page);
        *(SlotWords*)(slot + 1) = default;
        *slot = new ObjectHeader(type, NextGeneration(), budget, _number);
        if (page->IsFull) budget->RemovePageWithFree(page);
        return slot;
    }

    /// <summary>What follows the header.</summary>
    [InlineArray((ObjectHeader.SlotBytes - ObjectHeader.Bytes) / sizeof(ulong))]
    private struct SlotWords { private ulong _first; }

    /// <summary>A number that no object on any core ever had: cores count in steps of the most cores that there can be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong NextGeneration() => _lastGeneration += CoreNumber.Most;

    /// <summary>Gives an object's slot back. Whatever the object held is given back already.</summary>
    private void FreeSlot(ObjectHeader* slot)
    {
        MemoryBudget* budget = slot->Budget;
        SlotPage* page = SlotPage.Of(slot);
        slot->Generation = 0;
        // Other cores that read a range here may not take what comes next for it.
        Machine.FullFence();
        if (page->IsFull) budget->AddPageWithFree(page);
        SlotPage.GiveBack(page, slot);
        if (!page->IsEmpty) return;

        budget->RemovePage(page);
        _cores->ObjectPages.Remove(in _cores->Chunks, FrameOf(page));
        GiveBackPage(budget, page);
        if (budget->IsReclaimed) QueueWork(&budget->Header);
        if (budget->Pages == null) Drop(&budget->Header);
    }

    private static void Retain(ObjectHeader* target) => target->References++;

    /// <summary>Gives up a reference. With the last one the end begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Drop(ObjectHeader* target)
    {
        Debug.Assert(target->References > 0, "a reference is given up twice");
        if (--target->References != 0) return;
        target->State |= ObjectState.Ending;
        QueueWork(target);
    }

    /// <summary>Has an object taken apart, whoever refers to it. No handle finds it any more.</summary>
    private void BeginEnd(ObjectHeader* target)
    {
        if (!target->IsAlive) return;
        target->State |= ObjectState.Ending;
        QueueWork(target);
    }

    /// <summary>Puts an object behind those that wait for a step of taking them apart.</summary>
    private void QueueWork(ObjectHeader* target)
    {
        if ((target->State & ObjectState.Queued) != 0) return;
        target->State |= ObjectState.Queued;
        target->NextQueued = null;
        if (_lastQueued == null) _firstQueued = target;
        else _lastQueued->NextQueued = target;
        _lastQueued = target;
    }

    /// <summary>
    /// Goes on taking things apart. When there is more left than one entry may do, rings this core's own bell, so that it goes on soon: but for
    /// a long call of another core's thread, if somebody of higher priority is to run here. What waits for another core goes on at the entry that
    /// brings that core's answer, and what is behind it, too.
    /// </summary>
    [Bounded("each round takes one of the steps")]
    private void ContinueEnding()
    {
        int steps = EndingStepsPerEntry;
        while (_firstQueued != null)
        {
            ObjectHeader* target = _firstQueued;
            if (steps <= 0)
            {
                RingForWork(target);
                return;
            }
            steps--;
            if (!EndSome(target, ref steps))
            {
                if (steps > 0) return;
                continue;
            }

            _firstQueued = target->NextQueued;
            if (_firstQueued == null) _lastQueued = null;
            target->State &= ~ObjectState.Queued;
            // What a budget that ends gets back is its parent's, however long others refer to what it paid for.
            MemoryBudget* budget = target->Budget;
            if (budget != null && budget->IsReclaimed && budget->Left != 0) QueueWork(&budget->Header);
            if (target->References == 0) FreeSlot(target);
        }
    }

    /// <summary>Takes an object further apart.</summary>
    /// <param name="steps">How many steps may be taken; counted down.</param>
    /// <returns>True when all that it held is given back; false when there are no steps left, or it has to wait for another core.</returns>
    private bool EndSome(ObjectHeader* target, ref int steps)
    {
        switch (target->Type)
        {
            case ObjectType.MemoryBudget: return EndBudget((MemoryBudget*)target, ref steps);
            case ObjectType.MemoryObject: return EndMemory((MemoryObject*)target, ref steps);
            case ObjectType.AddressSpace: return EndAddressSpace((AddressSpace*)target, ref steps);
            case ObjectType.Process: return EndProcess((Process*)target, ref steps);
            case ObjectType.Thread: return EndThread((Thread*)target, ref steps);
            case ObjectType.SchedulingContext: return EndSchedulingContext((SchedulingContext*)target);
            case ObjectType.Endpoint: return EndEndpoint((Endpoint*)target, ref steps);
            case ObjectType.Notification: return EndNotification((Notification*)target, ref steps);
            case ObjectType.Timer: return EndTimer((Timer*)target);
            case ObjectType.Interrupt: return EndInterrupt((Interrupt*)target);
            case ObjectType.Lease: return EndLease((Lease*)target, ref steps);
            case ObjectType.DmaSpace: return EndDmaSpace((DmaSpace*)target, ref steps);
            case ObjectType.Reply: return EndReply((Reply*)target);
            default: return target->Type != FarHolder.Type || EndFarHolder((FarHolder*)target, ref steps);
        }
    }

    /// <summary>Gives what a budget has left back to its parent; in one that is reclaimed, ends all that is charged to it.</summary>
    [Bounded("each round takes the steps of a page")]
    private bool EndBudget(MemoryBudget* budget, ref int steps)
    {
        while (budget->IsReclaimed && budget->NextToReclaim != null)
        {
            if (steps <= 0) return false;
            SlotPage* page = budget->NextToReclaim;
            budget->NextToReclaim = page->Next;
            for (uint used = page->Used; used != 0; used &= used - 1) Reclaim(SlotPage.Slot(page, BitOperations.TrailingZeroCount(used)));
            steps -= SlotPage.Slots;
        }
        ulong left = budget->Left;
        budget->Limit -= left;
        budget->Header.Budget->Refund(left);
        return true;
    }

    private void Reclaim(ObjectHeader* charged)
    {
        // Charged to the same budget as its space, and ends with that.
        if (charged->Type == Mapping.Type || charged->Type == FarHolder.Type || charged->Type == DmaRange.Type) return;
        if (charged->Type == ObjectType.MemoryBudget) BeginReclaim((MemoryBudget*)charged);
        else if (charged->Type == ObjectType.Process) Finish((Process*)charged, ExitKind.Killed, 0);
        BeginEnd(charged);
    }

    private void BeginReclaim(MemoryBudget* budget)
    {
        if (budget->IsReclaimed) return;
        budget->IsReclaimed = true;
        budget->NextToReclaim = budget->Pages;
        BeginEnd(&budget->Header);
    }
}
