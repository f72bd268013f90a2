using System.Numerics;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// The caller's side of system calls on objects of other cores: the call goes to where its first object lives, and is made there by a
/// <see cref="Visitor"/>; the thread waits here until the result is there.
/// </summary>
/// <remarks>
/// A core has at most <see cref="CallTable.MostCalls"/> such calls open at another; further threads wait their turn here. As long as one is open,
/// the other core may read the thread's registers and its process's table: so neither goes away before.
/// Handles that are to go along are taken out of the table first, under a lock that only the result opens: they are free then, or back.
/// </remarks>
// SAFETY: threads and processes stay while a call of theirs is open; a visitor's words may be read from its result until its slot is used again.
public unsafe partial struct CpuDriver
{
    /// <summary>The running thread's system call cannot be made here, or not yet.</summary>
    private Status GoElsewhere(Status reason)
        => reason == KernelStatus.Elsewhere ? SendCall(_elsewhere) : SendPin(_elsewhere, _second);

    /// <summary>Has the second object of the running thread's system call held on its core.</summary>
    private Status SendPin(CoreNumber to, ulong handle)
    {
        ThreadMore* more = ThreadPage.More(_current->Context);
        if (!TryDropPin(more)) return KernelStatus.Again;
        more->Pin.Handle = handle;
        if (to == _number)
        {
            Status status = PinSecond(_current->Context);
            // With the pin, the call is made from the start.
            return status == Status.Ok ? KernelStatus.Again : status;
        }
        Send(_current, to, RemoteErrand.Pin);
        return KernelStatus.Blocked;
    }

    /// <summary>Sends the running thread's system call to another core.</summary>
    private Status SendCall(CoreNumber to)
    {
        Thread* caller = _current;
        // Most are calls with words only, which bring none but words back.
        Status status = caller->Context->Number == CallNumber ? Status.Ok : CheckCall(caller);
        if (status != Status.Ok) return status;
        if ((caller->Context->Number & MessageInfo.NumberMask) == MapNumber) ExpectMapping(caller, to);
        Send(caller, to, RemoteErrand.Call);
        return KernelStatus.Blocked;
    }

    private Status CheckCall(Thread* caller)
    {
        var info = new MessageInfo(caller->Context->Number);
        bool isMessage = (info.Bits & MessageInfo.NumberMask) is CallNumber or ReplyNumber;
        Status status = isMessage ? CheckMessage(caller->Context, info, out _) : Status.Ok;
        return status == Status.Ok ? PrepareCall(caller) : status;
    }

    /// <summary>Sees to room for the handles that a call may bring, and locks those that go along.</summary>
    private Status PrepareCall(Thread* caller)
    {
        var info = new MessageInfo(caller->Context->Number);
        ulong number = info.Bits & MessageInfo.NumberMask;
        // What is received comes from here: the call that is served goes to the server's core.
        if (number == ReceiveNumber) return Status.Ok;
        bool isMessage = number is CallNumber or ReplyNumber;
        // What is transferred leaves a place free here.
        int most = isMessage ? info.AcceptsHandles ? Abi.Message.MostHandles : 0 : number == TransferNumber ? 0 : HandlesMadeBy((byte)number);
        Status reserved = ReserveHandles(caller->Process, (uint)most);
        if (reserved != Status.Ok) return reserved;

        ThreadMore* more = ThreadPage.More(caller->Context);
        bool isLocked = isMessage ? TryLockMoved(caller, info)
            : number != TransferNumber || TryLock(more, 0, caller->Process->Handles.Find(caller->Context->A1));
        if (isLocked)
        {
            caller->Process->Handles.Promised += (ushort)most;
            more->PromisedHandles = (ushort)most;
            return Status.Ok;
        }
        Unlock(caller, areTaken: false);
        return Status.BadState;
    }

    private void Send(Thread* caller, CoreNumber to, RemoteErrand errand)
    {
        ThreadMore* more = ThreadPage.More(caller->Context);
        more->RemoteCore = to;
        more->Errand = errand;
        more->IsCallOpen = true;
        bool isCall = errand == RemoteErrand.Call;
        // On its way to a server it may have been cancelled already.
        if (errand != RemoteErrand.Serve) more->IsCancelled = more->HasLeftFault = false;
        bool mayWait = isCall ? (caller->Context->Number & MessageInfo.NumberMask) is CallNumber or ReceiveNumber or WaitNumber : errand >= RemoteErrand.Report;
        more->MayWaitThere = mayWait;
        Retain(&caller->Header);
        Process* process = caller->Process;
        Retain(&process->Header);
        process->OpenCalls++;
        AddressSpace* space = caller->Space;
        more->MayCopyThere = isCall && !mayWait && space->Header.Core == _number;
        if (more->MayCopyThere)
        {
            space->Users.Add(to);
            space->Visits++;
        }
        if (caller->State != ThreadState.Ended) caller->State = ThreadState.Elsewhere;
        ref Outbound outbound = ref _outbox[to];
        if (outbound.TryTakeSlot(mayWait, out int slot))
        {
            OpenCall(caller, to, slot);
            return;
        }
        more->RemoteSlot = ThreadMore.Queued;
        (more->MayWaitThere ? ref outbound.Waits : ref outbound.Calls).AddLast(caller);
        SendDue(to);
    }

    /// <summary>Tells another core of a call.</summary>
    private void OpenCall(Thread* caller, CoreNumber to, int slot)
    {
        ref Outbound outbound = ref _outbox[to];
        ThreadMore* more = ThreadPage.More(caller->Context);
        more->RemoteSlot = slot;
        // Its time may be taken from it while the other core looks.
        more->Priority = caller->Running != null ? caller->Running->Priority : 0;
        more->SentBefore = outbound.Sent;
        outbound.Mine->SetCaller(slot, caller);
        outbound.Made ^= 1UL << slot;
        Machine.Publish(ref outbound.Out->Made, outbound.Made);
        Wake(to);
    }

    /// <summary>A slot is free again: who waits for one gets it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LeaveSlot(CoreNumber to, int slot)
    {
        ref Outbound outbound = ref _outbox[to];
        outbound.Leave(slot);
        if (!outbound.Calls.IsEmpty || !outbound.Waits.IsEmpty) OpenWaiting(to);
    }

    [Bounded("slots")]
    private void OpenWaiting(CoreNumber to)
    {
        ref Outbound outbound = ref _outbox[to];
        while (true)
        {
            Thread* next = outbound.TakeNext(out int free);
            if (next == null) return;
            OpenCall(next, to, free);
        }
    }

    /// <summary>One core less uses a space's page tables: which are left is known when it is none.</summary>
    private static void ForgetUsers(AddressSpace* space)
    {
        if (space->Pins == 0 && space->Visits == 0) space->Users = default;
    }

    // Numbers of sdk/abi/IKernel.Messages.cs, IKernel.Handles.cs and IKernel.Memory.cs.
    private const ulong CallNumber = 1, ReplyReceiveNumber = 2, ReceiveNumber = 3, ReplyNumber = 4, WaitNumber = 7, TransferNumber = 19, MapNumber = 43;

    /// <summary>Sends another core what is due there, as far as it may be sent now.</summary>
    [Bounded("the requests that may be open")]
    private void SendDue(CoreNumber to)
    {
        ref Outbound outbound = ref _outbox[to];
        while (outbound.OpenRequests < Inbox.MostOpenRequests)
        {
            if (outbound.Flush.IsDue && !outbound.Flush.IsUnderWay)
            {
                _ = TryRequest<RemoteFlush, RemoteFlushed>(to, outbound.Flush.Take());
            }
            else if (outbound.RefusalsDue != 0)
            {
                _ = TryRequest<RemoteRefusal, RemoteRefused>(to, new RemoteRefusal(Outbound.TakeOne(ref outbound.RefusalsDue)));
            }
            else if (outbound.CancelsToSend != 0)
            {
                int slot = BitOperations.TrailingZeroCount(outbound.CancelsToSend);
                outbound.CancelsDue &= ~(1UL << slot);
                _ = TryRequest<RemoteCancel, RemoteCancelTaken>(to, new RemoteCancel(slot, null, null));
            }
            else if (!outbound.ParkedCancels.IsEmpty)
            {
                Thread* caller = outbound.ParkedCancels.TakeFirst();
                ThreadMore* more = ThreadPage.More(caller->Context);
                more->IsCancelDue = false;
                _ = TryRequest<RemoteCancel, RemoteCancelTaken>(to, new RemoteCancel(Visitor.NoSlot, more->ParkedAs, caller));
            }
            else if (outbound.ResultsDue != null)
            {
                Visitor* visitor = outbound.ResultsDue;
                outbound.ResultsDue = visitor->NextSpare;
                _ = TryRequest<RemoteResult, RemoteResultTaken>(to, new RemoteResult(visitor));
            }
            else if (!outbound.Waits.IsEmpty && outbound.Parking == Visitor.NoSlot && TryChooseToPark(to, out int parking))
            {
                outbound.Parking = parking;
                _ = TryRequest<RemotePark, RemoteParked>(to, new RemotePark(parking));
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>A thread is not to wait for another core any more.</summary>
    /// <returns>True when the call had not been sent yet; else it is cancelled there, and its result will come.</returns>
    private bool LeaveRemoteCall(Thread* caller)
    {
        CoreNumber at = ThreadPage.More(caller->Context)->RemoteCore;
        ref Outbound outbound = ref _outbox[at];
        ThreadMore* more = ThreadPage.More(caller->Context);
        if (more->RemoteSlot >= 0)
        {
            outbound.CancelsDue |= 1UL << more->RemoteSlot;
            SendDue(at);
            return false;
        }
        if (more->RemoteSlot == ThreadMore.Parked)
        {
            CancelParked(caller);
            SendDue(at);
            return false;
        }
        // It goes there even so, for a server waits for it.
        if (more->Errand == RemoteErrand.Serve) return false;
        (more->MayWaitThere ? ref outbound.Waits : ref outbound.Calls).Remove(caller);
        Unlock(caller, areTaken: false);
        CloseCall(caller);
        return true;
    }

    /// <summary>The result of a thread's call is there.</summary>
    private void TakeResult(CoreNumber from, int slot)
    {
        ref Outbound outbound = ref _outbox[from];
        Thread* caller = outbound.Mine->CallerIn(slot);
        Visitor* visitor = outbound.Theirs->VisitorIn(slot);
        outbound.CancelsDue &= ~(1UL << slot);
        if (TakeResult(caller, visitor) || visitor == null)
        {
            LeaveSlot(from, slot);
            return;
        }
        // It is nobody's until the other core has given up what the call gave.
        outbound.Mine->SetCaller(slot, null);
        outbound.RefusalsDue |= 1UL << slot;
        SendDue(from);
    }

    /// <returns>False: its thread has ended, and what the call gave is to be given up.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TakeResult(Thread* caller, Visitor* visitor)
    {
        bool isWanted = caller->State == ThreadState.Elsewhere;
        ThreadMore* more = ThreadPage.More(caller->Context);
        if (more->HasLocked) Unlock(caller, visitor != null && visitor->TookHandles);
        if (visitor != null && visitor->TookPin) more->Pin = default;
        CloseCall(caller);
        if (isWanted) GoOn(caller, visitor);
        else if (visitor != null && StatusOf(visitor) == KernelStatus.Served) GoToServer(caller, visitor);
        return isWanted;
    }

    /// <summary>A thread has the result of what it wanted of another core: that of its system call, or it makes the call again.</summary>
    private void GoOn(Thread* caller, Visitor* visitor)
    {
        caller->State = ThreadState.Ready;
        Status status = visitor == null ? Status.OutOfMemory : StatusOf(visitor);
        RemoteErrand errand = ThreadPage.More(caller->Context)->Errand;
        if (errand == RemoteErrand.Call)
        {
            if (visitor != null) GoOn(caller, visitor, status);
            else Conclude(caller, status);
            return;
        }
        switch (errand)
        {
            case RemoteErrand.Pin:
                if (status == Status.Ok) ThreadPage.More(caller->Context)->Pin = ThreadPage.More(Visitor.ContextOf(visitor))->Pin;
                Conclude(caller, status == Status.Ok ? KernelStatus.Again : status);
                break;
            case RemoteErrand.Fault:
                EndFarFault(caller, status, visitor);
                break;
            case RemoteErrand.Report when status == KernelStatus.Served:
                GoToServer(caller, visitor);
                break;
            case RemoteErrand.Report or RemoteErrand.Serve:
                EndServed(caller, status, visitor);
                break;
            default:
                Conclude(caller, status == Status.Ok ? KernelStatus.Again : Status.BadAddress);
                break;
        }
    }

    /// <summary>A call was made, or as much of it as could be made there so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void GoOn(Thread* caller, Visitor* visitor, Status status)
    {
        if (status >= KernelStatus.NeedsPin)
        {
            GoFurther(caller, visitor, status);
            return;
        }
        if (status == Status.Cancelled && TryReceiveAgain(caller)) return;
        if (status == Status.BadAddress && visitor->Missing != 0)
        {
            bool isThere = TrySupplyPage(caller, visitor->Missing, visitor->MissingFor);
            if (isThere || _missing != 0)
            {
                Conclude(caller, isThere ? KernelStatus.Again : SendBufferFault(caller));
                return;
            }
        }
        FetchResult(caller, visitor);
        // What the call did not need in the end. It goes later if it cannot now.
        ThreadMore* more = ThreadPage.More(caller->Context);
        if (more->Pin.Target != null) _ = TryDropPin(more);
        MakeReady(caller);
    }

    /// <summary>A thread's call takes another core besides that where it was made.</summary>
    private void GoFurther(Thread* caller, Visitor* visitor, Status status)
    {
        if (status == KernelStatus.Served)
        {
            GoToServer(caller, visitor);
            return;
        }
        Thread* interrupted = _current;
        _current = caller;
        status = SendPin(visitor->SecondAt, visitor->Second);
        _current = interrupted;
        Conclude(caller, status);
    }

    private static Status StatusOf(Visitor* visitor) => (Status)Visitor.ContextOf(visitor)->Number;

    /// <summary>Ends a thread's call with nothing but a status, or has it made again.</summary>
    private void Conclude(Thread* caller, Status status)
    {
        if (status == KernelStatus.Blocked) return;
        if (status == KernelStatus.Again) caller->Context->RestartSystemCall();
        else caller->Context->Number = (ulong)status;
        MakeReady(caller);
    }

    /// <summary>Takes over what a call left in registers, and the handles that it gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FetchResult(Thread* caller, Visitor* visitor)
    {
        ThreadContext* to = caller->Context, from = Visitor.ContextOf(visitor);
        bool isMessage = (to->Number & MessageInfo.NumberMask) is CallNumber or ReplyNumber;
        CopyWords(from, to);
        to->Number = from->Number;
        for (int i = 0; i < visitor->GivenCount; i++)
        {
            ulong handle = PutHandle(caller->Process, in visitor->Given[i]).Value;
            if (isMessage) to->SetHandle(i, handle);
            else if (i == 0) to->A1 = handle;
            else to->A2 = handle;
        }
    }

    private void CloseCall(Thread* caller)
    {
        ThreadMore* more = ThreadPage.More(caller->Context);
        more->IsCallOpen = false;
        if (more->PaysForVisitor) LeaveParked(caller);
        if (more->MayCopyThere)
        {
            caller->Space->Visits--;
            ForgetUsers(caller->Space);
        }
        Process* process = caller->Process;
        process->OpenCalls--;
        process->Handles.Promised -= more->PromisedHandles;
        more->PromisedHandles = 0;
        // What waited with its end for this goes on.
        if (process->HasEnded && process->OpenCalls == 0) QueueWork(&process->Header);
        Drop(&process->Header);
        if (caller->State == ThreadState.Ended) QueueWork(&caller->Header);
        Drop(&caller->Header);
    }

    private static bool TryLockMoved(Thread* caller, MessageInfo info)
    {
        ThreadMore* more = ThreadPage.More(caller->Context);
        for (int i = 0; i < info.HandleCount; i++)
        {
            if (info.PassingOf(i) != HandlePassing.Move) continue;
            if (!TryLock(more, i, caller->Process->Handles.Find(caller->Context->Handle(i)))) return false;
        }
        return true;
    }

    /// <returns>False: something is mapped by the handle, which cannot be taken along to another core.</returns>
    private static bool TryLock(ThreadMore* more, int index, HandleEntry* entry)
    {
        if (entry == null) return true;
        if (entry->Mappings != null) return false;
        more->HasLocked = true;
        more->Locked[index] = (ulong)entry;
        more->LockedKeys[index] = entry->Key;
        entry->Key = 0;
        return true;
    }

    /// <summary>The handles that went along are free, or the process's again.</summary>
    private static void Unlock(Thread* caller, bool areTaken)
    {
        ThreadMore* more = ThreadPage.More(caller->Context);
        more->HasLocked = false;
        for (int i = 0; i < Abi.Message.MostHandles; i++)
        {
            var entry = (HandleEntry*)more->Locked[i];
            if (entry == null) continue;
            more->Locked[i] = 0;
            entry->Key = more->LockedKeys[i];
            if (areTaken) caller->Process->Handles.Remove(entry);
        }
    }
}
