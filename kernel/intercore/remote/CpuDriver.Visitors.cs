using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>The other side of system calls from other cores: they are made here, by visitors.</summary>
// SAFETY: the caller, its process and its process's table stay until its core has the result; a visitor's thread is its first field.
public unsafe partial struct CpuDriver
{
    private const ulong VisitorTurnNs = 10_000_000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsVisitor(Thread* thread) => (thread->Flags & ThreadFlags.Visitor) != 0;

    /// <summary>Makes a system call for a thread of another core.</summary>
    private void ReceiveCall(CoreNumber source, int slot)
    {
        ref Outbound outbound = ref _outbox[source];
        Visitor* visitor = outbound.Mine->VisitorIn(slot);
        if (visitor == null || visitor->IsTimeLent)
        {
            // Who was cut off from the slot's last call still runs on its time: that visitor is a spare one when nobody does any more.
            if (visitor != null) Drop(&visitor->Time.Header);
            visitor = TakeSpare();
            outbound.Mine->SetVisitor(slot, visitor);
            if (visitor == null)
            {
                TellResult(source, slot);
                return;
            }
            visitor->Source = source;
            visitor->Slot = slot;
        }
        Thread* caller = outbound.Theirs->CallerIn(slot);
        if (caller->Context->Number == CallNumber && TryServePlainCall(visitor, caller)) return;
        Welcome(visitor, caller);
        if (!TryServe(visitor)) QueueWork(&visitor->Thread.Header);
    }

    /// <summary>
    /// A call with words only and no deadline, to a server that waits: the words go from the caller's registers to the server's at once. It does
    /// what the general way does, in fewer steps, and looks before it changes anything.
    /// </summary>
    /// <returns>False: take the general way.</returns>
    private bool TryServePlainCall(Visitor* visitor, Thread* caller)
    {
        ThreadContext* from = caller->Context;
        if (ThreadPage.More(from)->Errand != RemoteErrand.Call || !TryReadElsewhere(caller->Process, from->A0, out HandleEntry found)) return false;
        if (!found.Meaning.Matches(_callPattern) || !IsAlive(found.Object, found.ObjectGeneration)) return false;
        var endpoint = (Endpoint*)found.Object;
        Thread* server = endpoint->Receivers.First;
        if (server == null || !server->IsPlain(ThreadState.Receiving) || endpoint->ServeHandles == 0) return false;

        _ = endpoint->Receivers.TakeFirst();
        Appear(visitor, caller, ThreadState.AwaitingReply);
        visitor->Thread.WaitsFor = &server->Header;
        visitor->Thread.Context->Number = from->Number;
        BeginService(&visitor->Thread, server);
        ThreadContext* to = server->Context;
        to->Number = MessageInfo.Received(Status.Ok, 0).Bits;
        to->A0 = found.Badge;
        CopyWords(from, to);
        server->State = ThreadState.Ready;
        server->WaitsFor = null;
        _ready.AddLast(server, visitor->Time.Priority);
        return true;
    }

    /// <summary>Makes the call of a visitor, or goes on with it.</summary>
    /// <returns>False: there is more to do, at another entry.</returns>
    private bool TryServe(Visitor* visitor)
    {
        ThreadContext* context = visitor->Thread.Context;
        Thread* interrupted = _current;
        _current = &visitor->Thread;
        visitor->NamedCount = 0;
        visitor->Missing = 0;
        visitor->NeedsSpace = false;
        Status status = visitor->Errand switch
        {
            RemoteErrand.Call => Dispatch(context),
            RemoteErrand.Pin => PinSecond(context),
            RemoteErrand.Report => TellFor(visitor),
            RemoteErrand.Serve => Meet(&visitor->Thread, ThreadPage.More(visitor->Caller->Context)),
            _ => ServeFault(visitor),
        };
        _current = interrupted;
        // While the visitor stood in its place, the thread that runs could be taken for one that waits for its turn.
        if (interrupted != null && (interrupted->Flags & ThreadFlags.Queued) != 0) _ready.Remove(interrupted, interrupted->Running->Priority);
        if (status == KernelStatus.Blocked) return true;
        if (status == KernelStatus.Again) return false;
        if (status == KernelStatus.NeedsPin)
        {
            visitor->SecondAt = _elsewhere;
            visitor->Second = _second;
        }
        else if (visitor->NeedsSpace)
        {
            status = KernelStatus.NeedsPin;
            visitor->SecondAt = visitor->Thread.Process->Space->Header.Core;
            visitor->Second = Pin.OwnSpace;
        }
        context->Number = (ulong)status;
        if (HasOpenFlushes) AwaitFlushes(&visitor->Thread);
        else SendHome(visitor);
        return true;
    }

    private void AddSpare(Visitor* visitor)
    {
        visitor->NextSpare = _spareVisitors;
        _spareVisitors = visitor;
    }

    /// <summary>Takes a visitor that is in no slot. A page has two of them.</summary>
    /// <returns>Null when there is no memory.</returns>
    private Visitor* TakeSpare()
    {
        if (_spareVisitors == null)
        {
            if (!Frames.TryAllocate(out Frame frame)) return null;
            byte* page = Machine.DirectMap(frame.Start);
            new Span<byte>(page, (int)Page.Size).Clear();
            AddSpare((Visitor*)(page + Visitor.Bytes));
            AddSpare((Visitor*)page);
        }
        Visitor* spare = _spareVisitors;
        _spareVisitors = spare->NextSpare;
        MakeStandIn(spare);
        return spare;
    }

    /// <summary>Makes what is the same for all calls of a visitor.</summary>
    private void MakeStandIn(Visitor* visitor)
    {
        Thread* thread = &visitor->Thread;
        *thread = default;
        thread->Header = new ObjectHeader(ObjectType.Thread, NextGeneration(), null, _number);
        thread->Flags = ThreadFlags.Visitor;
        thread->Context = Visitor.ContextOf(visitor);
        *thread->Context = default;
        *ThreadPage.More(thread->Context) = default;
        SchedulingContext* time = &visitor->Time;
        *time = default;
        time->Header = new ObjectHeader(ObjectType.SchedulingContext, NextGeneration(), null, _number);
        time->BudgetNs = time->PeriodNs = VisitorTurnNs;
        time->Owner = thread;
        thread->Own = time;
    }

    /// <summary>Makes a visitor stand for a thread, with what the thread asks for.</summary>
    private void Welcome(Visitor* visitor, Thread* caller)
    {
        Appear(visitor, caller, ThreadState.Ready);
        ThreadContext* to = visitor->Thread.Context, from = caller->Context;
        // Its flag may be gone already, for it may have ended.
        if (visitor->Errand == RemoteErrand.Report || (caller->Flags & ThreadFlags.FaultCall) != 0)
        {
            // To who serves it, a call like others.
            to->Number = CallNumber;
            CopyFault(caller, to);
            return;
        }
        to->Number = from->Number & ~(ulong)KernelStatus.Continued;
        to->A0 = from->A0;
        CopyWords(from, to);
        for (int i = 0; i < Abi.Message.MostHandles; i++) to->SetHandle(i, from->Handle(i));
        if (visitor->Errand == RemoteErrand.Pin) ThreadPage.More(to)->Pin = new Pin { Handle = ThreadPage.More(from)->Pin.Handle };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Appear(Visitor* visitor, Thread* caller, ThreadState state)
    {
        ThreadMore* asked = ThreadPage.More(caller->Context);
        Thread* thread = &visitor->Thread;
        System.Diagnostics.Debug.Assert(thread->Flags == ThreadFlags.Visitor && !visitor->Time.Replenishment.IsSet, "a visitor was left in the middle of a call");
        thread->State = state;
        thread->Process = caller->Process;
        SchedulingContext* time = &visitor->Time;
        time->Priority = (byte)asked->Priority;
        time->LeftNs = VisitorTurnNs;
        time->Holder = thread;
        thread->Running = time;

        visitor->Caller = caller;
        visitor->GivenCount = visitor->NamedCount = 0;
        visitor->TookHandles = visitor->TookPin = false;
        visitor->Errand = asked->Errand;
    }

    /// <summary>A visitor's call is done.</summary>
    private void SendHome(Visitor* visitor)
    {
        visitor->Thread.State = ThreadState.New;
        CountVisit(visitor);
        ref Outbound outbound = ref _outbox[visitor->Source];
        visitor->SentBefore = outbound.Sent;
        if (visitor->Slot != Visitor.NoSlot)
        {
            TellResult(visitor->Source, visitor->Slot);
            return;
        }
        visitor->NextSpare = outbound.ResultsDue;
        outbound.ResultsDue = visitor;
        SendDue(visitor->Source);
    }

    private void TellResult(CoreNumber to, int slot)
    {
        ref Outbound outbound = ref _outbox[to];
        outbound.Done ^= 1UL << slot;
        Machine.Publish(ref outbound.Out->Done, outbound.Done);
        Wake(to);
    }

    private void CancelVisitor(CoreNumber source, RemoteCancel cancel)
    {
        Visitor* visitor = cancel.Slot == Visitor.NoSlot ? cancel.Visitor : _outbox[source].Mine->VisitorIn(cancel.Slot);
        // One that has left its slot may stand for another by now.
        if (cancel.Slot == Visitor.NoSlot && visitor->Caller != cancel.Caller) return;
        if (visitor == null) return;
        StopWaiting(&visitor->Thread, Status.Cancelled);
        // What waits for it now is the end of its caller, which may not depend on who computes here.
        if (visitor->Thread.State == ThreadState.Ready) visitor->Time.Priority = SchedulingContext.Priorities - 1;
    }

    /// <summary>A result is there in a slot, and nobody any more to fetch it.</summary>
    private void EndVisit(CoreNumber source, int slot)
    {
        CallTable* calls = _outbox[source].Mine;
        Visitor* visitor = calls->VisitorIn(slot);
        if (TryGiveUp(visitor)) return;
        // The slot need not wait for other cores.
        calls->SetVisitor(slot, null);
        visitor->Slot = Visitor.NoSlot;
        GiveUpLater(visitor);
    }

    private void GiveUpLater(Visitor* visitor)
    {
        visitor->IsRefused = true;
        QueueWork(&visitor->Thread.Header);
    }

    /// <summary>Goes on with what a visitor was left to do when it came last.</summary>
    /// <returns>As <see cref="EndSome"/>.</returns>
    private bool GoOn(Visitor* visitor, ref int steps)
    {
        if (!visitor->IsRefused)
        {
            // It does as much as an entry may.
            steps = 0;
            return TryServe(visitor);
        }
        if (!TryGiveUp(visitor)) return false;
        visitor->IsRefused = false;
        Drop(&visitor->Time.Header);
        return true;
    }

    /// <summary>Is what waits for a step a call that a visitor goes on making, and not something that is given up?</summary>
    private static bool IsLongCall(ObjectHeader* queued)
        => queued->Type == ObjectType.Thread && IsVisitor((Thread*)queued) && !((Visitor*)queued)->IsRefused;

    /// <summary>
    /// Is somebody of higher priority to run here than a visitor calls for? Then its call goes on at each entry that there is anyway: when they stop,
    /// too, for to stop is one.
    /// </summary>
    private bool IsOutranked(Visitor* visitor)
    {
        int priority = visitor->Time.Priority;
        return _ready.HasAbove(priority) || _current != null && CanRun(_current) && _current->Running->Priority > priority;
    }

    /// <summary>Has what waits for a step go on soon, if nobody is to run first.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RingForWork(ObjectHeader* queued)
    {
        if (!IsLongCall(queued) || !IsOutranked((Visitor*)queued)) Machine.RingBell(_number);
    }

    /// <summary>Who was to run could not after all: a long call that waited for that goes on soon.</summary>
    /// <param name="priority">Of who runs instead; -1 when it is nobody.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RingForLongCall(int priority)
    {
        if (IsLongCall(_firstQueued) && ((Visitor*)_firstQueued)->Time.Priority >= priority) Machine.RingBell(_number);
    }

    /// <summary>Gives up what a visitor's call has brought, and nobody wants.</summary>
    /// <returns>False: too much is under way to other cores.</returns>
    [Bounded("the handles of a message")]
    private bool TryGiveUp(Visitor* visitor)
    {
        ref Pin pin = ref ThreadPage.More(visitor->Thread.Context)->Pin;
        if (visitor->Errand == RemoteErrand.Pin && pin.Target != null) Unpin(pin.Target, isTaken: false);
        pin = default;
        for (; visitor->GivenCount != 0; visitor->GivenCount--)
        {
            ref HandleEntry given = ref visitor->Given[visitor->GivenCount - 1];
            if (!CanGiveUp(in given)) return false;
            GiveUp(in given);
        }
        return true;
    }

    /// <summary>Keeps a handle for the caller of a visitor.</summary>
    /// <returns>What stands for it until then: which of them it is, from 1.</returns>
    private static Abi.Handle Give(Visitor* visitor, in HandleEntry entry)
    {
        System.Diagnostics.Debug.Assert(visitor->GivenCount < Visitor.MostHandles);
        visitor->Given[visitor->GivenCount++] = entry;
        return new Abi.Handle((ulong)visitor->GivenCount);
    }

    /// <returns>Null when it is none.</returns>
    private static HandleEntry* GivenBy(Visitor* visitor, ulong handle)
        => handle - 1 < (ulong)visitor->GivenCount ? (HandleEntry*)Unsafe.AsPointer(ref visitor->Given[(int)handle - 1]) : null;

    /// <summary>What a call has made goes again: it failed later on.</summary>
    private void TakeBack(ulong handle)
    {
        if (!IsVisitor(_current))
        {
            // The object was made here, so nothing has to be said to another core.
            _ = TryRemoveHandle(_current->Process, _current->Process->Handles.Find(handle));
            return;
        }
        var visitor = (Visitor*)_current;
        HandleEntry* given = GivenBy(visitor, handle);
        visitor->GivenCount--;
        DropHandle(given->Object, given->Meaning);
    }

    /// <summary>Looks a handle up for a visitor.</summary>
    private static HandleEntry* FindElsewhere(Visitor* visitor, ulong handle)
    {
        if (visitor->NamedCount == Visitor.MostHandles) return null;
        var copy = (HandleEntry*)Unsafe.AsPointer(ref visitor->Named[visitor->NamedCount]);
        if (!TryReadElsewhere(visitor->Thread.Process, handle, out *copy)) return null;
        visitor->NamedCount++;
        return copy;
    }

    /// <summary>
    /// Reads what a handle is from another core's table, which may change meanwhile. There the key is written last and taken away first, so
    /// what was read between two looks at it belongs to it.
    /// </summary>
    /// <returns>False: it is none, or not any more.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadElsewhere(Process* process, ulong handle, out HandleEntry read)
    {
        read = default;
        HandleEntry* found = process->Handles.Find(handle);
        if (found == null || Machine.Observe(ref found->Key) != handle) return false;
        read.Key = handle;
        read.Object = (ObjectHeader*)Machine.Observe(ref *(ulong*)&found->Object);
        read.ObjectGeneration = Machine.Observe(ref found->ObjectGeneration);
        read.Badge = Machine.Observe(ref found->Badge);
        read.Meaning = new HandleMeaning(Machine.Observe(ref *(ulong*)&found->Meaning));
        read.Token = Machine.Observe(ref found->Token);
        return Machine.Observe(ref found->Key) == handle;
    }

    /// <summary>Where mappings are listed that are made by a handle of this core: with its lease, or with the handle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Mapping** HolderOf(FarCapability<MemoryObject> handle)
        => !handle.Entry->Meaning.IsStrong && handle.Lease != null ? &handle.Lease->Mappings : &handle.Entry->Mappings;

    private Mapping** ListOfMappedElsewhere()
    {
        // SAFETY: a core's driver stays where it is for good.
        fixed (Mapping** list = &_mappedElsewhere) return list;
    }

    /// <summary>Gives up what a strong handle held, here where its object lives.</summary>
    private void DropHandle(ObjectHeader* target, HandleMeaning meaning)
    {
        if (meaning.Type == ObjectType.Endpoint) CountEndpointHandle((Endpoint*)target, meaning.Rights, -1);
        Drop(target);
    }
}
