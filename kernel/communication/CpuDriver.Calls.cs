using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel;

/// <summary>
/// Calls and replies in all their forms. What is most frequent (words only, somebody waiting, this core) takes the way of
/// <c>CpuDriver.FastPath.cs</c>, which does the same in fewer steps and leaves everything else to this.
/// </summary>
/// <remarks>
/// A message is never stored by the kernel: it goes from the sender's registers to the receiver's when both are there.
/// <code>
///   caller                            server
///   Call ─── words, handles, time ──►  Receiving → Ready
///   AwaitingReply
///   Ready ◄── words, handles, time ──  Reply, ReplyReceive
/// </code>
/// </remarks>
// SAFETY: threads that wait leave their queues before they end; a caller's server is told of the caller's end and the other way round.
public unsafe partial struct CpuDriver
{
    /// <summary>Callers whose messages could not be delivered that one receive passes over; then it is made again.</summary>
    private const int MostFailedDeliveries = 8;

    private Status Call(ThreadContext* context)
    {
        Thread* caller = _current;
        if (IsElsewhere(context->A0)) return KernelStatus.Elsewhere;
        var info = new MessageInfo(context->Number);
        Status status = CheckMessage(context, info, out ulong deadlineNs);
        if (status != Status.Ok) return status;
        status = Find(context->A0, Rights.Call, out Capability<Endpoint> endpoint);
        if (status != Status.Ok) return status;
        if (endpoint.Object->ServeHandles == 0) return Status.PeerClosed;
        return CallEndpoint(caller, endpoint.Object, endpoint.Badge, deadlineNs);
    }

    /// <summary>Has a thread call: its message is in its registers, or is that of its fault.</summary>
    private Status CallEndpoint(Thread* caller, Endpoint* endpoint, ulong badge, ulong deadlineNs)
    {
        ThreadPage.More(caller->Context)->CallBadge = badge;
        if (endpoint->Receivers.IsEmpty)
        {
            if (deadlineNs == 0) return Status.WouldBlock;
            Block(caller, ThreadState.Calling, endpoint, deadlineNs);
            endpoint->Callers.AddLast(caller);
            return KernelStatus.Blocked;
        }
        Thread* server = endpoint->Receivers.First;
        if (IsVisitor(server))
        {
            _ = endpoint->Receivers.TakeFirst();
            return SendToServer(caller, (Visitor*)server);
        }
        Status status = DeliverCall(caller, server);
        if (status != Status.Ok) return status;
        _ = endpoint->Receivers.TakeFirst();
        Block(caller, ThreadState.AwaitingReply, server, deadlineNs);
        BeginService(caller, server);
        if (caller == _current && server->Running == _running && server->IsPlain(ThreadState.Receiving))
        {
            // It goes on in the caller's place, on the caller's time.
            server->State = ThreadState.Ready;
            server->WaitsFor = null;
            _current = server;
        }
        else
        {
            MakeReady(server);
        }
        return KernelStatus.Blocked;
    }

    private Status Receive(ThreadContext* context)
    {
        Status status = CheckReceive(context, out Endpoint* endpoint, out ulong deadlineNs);
        if (status is not (Status.Ok or KernelStatus.Elsewhere)) return status;
        if (_current->Caller != null) Answer(_current->Caller, Status.PeerClosed);
        return status == Status.Ok ? ReceiveFrom(endpoint, _current, deadlineNs) : BeginReceive(_current);
    }

    private Status ReplyReceive(ThreadContext* context)
    {
        Status status = CheckReceive(context, out Endpoint* endpoint, out ulong deadlineNs);
        if (status is not (Status.Ok or KernelStatus.Elsewhere)) return status;
        Thread* server = _current, caller = server->Caller;
        if (caller != null) AnswerWithMessage(server, caller);
        // The message is gone: should the receive be made again, it is a receive only.
        context->Number = context->Number & ~MessageInfo.HandleBits & ~MessageInfo.NumberMask | ReceiveNumber;
        status = status == Status.Ok ? ReceiveFrom(endpoint, server, deadlineNs) : BeginReceive(server);
        if (caller == null) return status;
        // Its time is what is running: it goes on with it, unless the server has more to do.
        if (server->State == ThreadState.Receiving && caller->Running == _running && CanRun(caller)
            && (caller->Flags & ThreadFlags.Queued) == 0)
            _current = caller;
        else
            QueueIfRunnable(caller);
        return status;
    }

    private Status Reply(ThreadContext* context)
    {
        Status status = CheckMessage(context, new MessageInfo(context->Number), out _);
        if (status != Status.Ok) return status;
        Thread* server = _current;
        if (context->A0 == 0)
        {
            if (server->Caller == null) return Status.BadState;
            Thread* called = server->Caller;
            AnswerWithMessage(server, called);
            QueueIfRunnable(called);
            return Status.Ok;
        }
        status = Find(context->A0, Rights.None, out Capability<Reply> kept);
        if (status != Status.Ok) return status;
        Thread* caller = kept.Object->Caller;
        if (caller == null) return Status.PeerClosed;
        AnswerWithMessage(server, caller);
        QueueIfRunnable(caller);
        // An answered reply answers nobody any more; one on another core goes with the handle later, and one that went along is gone.
        if (!IsVisitor(server) && kept.Entry->Key == context->A0) _ = TryRemoveHandle(server->Process, kept.Entry);
        return Status.Ok;
    }

    /// <summary>Takes the next call at an endpoint, or what a bound notification has, or has the thread wait for either.</summary>
    private Status ReceiveFrom(Endpoint* endpoint, Thread* server, ulong deadlineNs)
    {
        Status status = BeginReceive(server);
        if (status == KernelStatus.Elsewhere && !endpoint->Callers.IsEmpty) status = TakeCall(endpoint, server);
        if (status != KernelStatus.Elsewhere) return status;
        if (endpoint->CallHandles == 0) return Status.PeerClosed;
        if (deadlineNs == 0) return Status.WouldBlock;
        Block(server, ThreadState.Receiving, endpoint, deadlineNs);
        // Who is nearer is taken first.
        if (IsVisitor(server)) endpoint->Receivers.AddLast(server);
        else endpoint->Receivers.AddFirst(server);
        return KernelStatus.Blocked;
    }

    /// <summary>Takes the first of the calls that wait at an endpoint and can be delivered.</summary>
    /// <returns><see cref="KernelStatus.Elsewhere"/>: none can, and none waits any more.</returns>
    [Bounded("MostFailedDeliveries")]
    private Status TakeCall(Endpoint* endpoint, Thread* server)
    {
        for (int failed = 0; !endpoint->Callers.IsEmpty; failed++)
        {
            if (failed == MostFailedDeliveries) return KernelStatus.Again;
            Thread* caller = endpoint->Callers.First;
            if (IsVisitor(server))
            {
                endpoint->Callers.Remove(caller);
                Status sent = SendToServer(caller, (Visitor*)server);
                if (sent == KernelStatus.Blocked) return sent;
                caller->Context->Number = (ulong)sent;
                MakeReady(caller);
                return KernelStatus.Blocked;
            }
            Status status = DeliverCall(caller, server);
            if (status != Status.Ok)
            {
                StopWaiting(caller, status);
                continue;
            }
            endpoint->Callers.Remove(caller);
            caller->State = ThreadState.AwaitingReply;
            caller->WaitsFor = &server->Header;
            BeginService(caller, server);
            return KernelStatus.Blocked;
        }
        return KernelStatus.Elsewhere;
    }

    /// <summary>A server is about to wait for a call, wherever that is: it gives lent time back, and goes on at once if the notification that is bound to it has bits.</summary>
    /// <returns><see cref="KernelStatus.Elsewhere"/>: it can wait.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status BeginReceive(Thread* server)
    {
        if (server->Running != server->Own) ReturnTime(server);
        if ((server->Flags & ThreadFlags.Bound) == 0) return KernelStatus.Elsewhere;
        Notification* bound = ThreadPage.More(server->Context)->Bound;
        if (bound->Bits == 0) return KernelStatus.Elsewhere;
        DeliverBits(server, TakeBits(bound));
        return KernelStatus.Blocked;
    }

    /// <summary>A call was received: the server owes the reply, and runs on the caller's time until then.</summary>
    private void BeginService(Thread* caller, Thread* server)
    {
        server->Caller = caller;
        SchedulingContext* time = caller->Running;
        if (time == null) return;
        time->Holder = server;
        server->Running = time;
    }

    /// <summary>Puts a caller's message into a receiver's registers, with the handles that go along.</summary>
    /// <returns>What keeps the handles from going; then nothing was delivered.</returns>
    private Status DeliverCall(Thread* caller, Thread* server)
    {
        if ((caller->Flags & ThreadFlags.FaultCall) != 0)
        {
            CopyFault(caller, server->Context);
        }
        else
        {
            if (HasHandles(caller)) return DeliverWithHandles(caller, server);
            CopyWords(caller->Context, server->Context);
        }
        FinishDelivery(caller, server->Context, 0);
        return Status.Ok;
    }

    private Status DeliverWithHandles(Thread* caller, Thread* server)
    {
        Status status = PassHandles(caller, server, out int handles);
        if (status != Status.Ok) return status;
        CopyWords(caller->Context, server->Context);
        FinishDelivery(caller, server->Context, handles);
        return Status.Ok;
    }

    /// <summary>A receiver has the words and handles of a call: it is told who calls, and how many handles came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishDelivery(Thread* caller, ThreadContext* to, int handles)
    {
        to->A0 = ThreadPage.More(caller->Context)->CallBadge;
        to->Number = MessageInfo.Received(Status.Ok, handles).Bits;
    }

    /// <summary>Puts what a thread tells of its fault into registers, as the words of a message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFault(Thread* thread, ThreadContext* to)
    {
        ref FaultMessage fault = ref ThreadPage.More(thread->Context)->Fault;
        to->A1 = fault.Label;
        to->A2 = fault.Instruction;
        to->A3 = fault.Address;
        to->A4 = fault.Access;
        to->A5 = fault.MachineCode;
        to->A6 = to->A7 = 0;
    }

    /// <summary>Answers a call by what is in a thread's registers. When it is the caller's turn is not decided here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AnswerWithMessage(Thread* server, Thread* caller)
    {
        if ((caller->Flags & ThreadFlags.FaultCall) != 0) AnswerFault(caller, (FaultVerdict)server->Context->A1, server->Context->A2);
        else AnswerCall(server, caller);
    }

    private void AnswerCall(Thread* server, Thread* caller)
    {
        if (HasHandles(server)) AnswerWithHandles(server, caller);
        else FinishAnswer(server, caller, Status.Ok, 0);
    }

    private void AnswerWithHandles(Thread* server, Thread* caller)
    {
        Status status = PassHandles(server, caller, out int handles);
        FinishAnswer(server, caller, status, handles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FinishAnswer(Thread* server, Thread* caller, Status status, int handles)
    {
        CopyWords(server->Context, caller->Context);
        EndCall(caller);
        caller->Context->Number = MessageInfo.Received(status, handles).Bits;
        EndWait(caller);
    }

    /// <summary>Answers a call without a message.</summary>
    private void Answer(Thread* caller, Status status)
    {
        if ((caller->Flags & ThreadFlags.FaultCall) != 0)
        {
            // Nobody decides about the fault: the thread does not survive it.
            AnswerFault(caller, FaultVerdict.Kill, 0);
            return;
        }
        EndCall(caller);
        caller->Context->Number = MessageInfo.Received(status, 0).Bits;
        MakeReady(caller);
    }

    /// <summary>Cuts the tie between a caller and who owes it the reply, and gives it its time back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndCall(Thread* caller)
    {
        ObjectHeader* debtor = caller->WaitsFor;
        if (debtor->Type == ObjectType.Thread) ((Thread*)debtor)->Caller = null;
        else ((Reply*)debtor)->Caller = null;
        GiveTime(TimeAfterCall(caller, debtor), caller);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyWords(ThreadContext* from, ThreadContext* to)
    {
        to->A1 = from->A1;
        to->A2 = from->A2;
        to->A3 = from->A3;
        to->A4 = from->A4;
        to->A5 = from->A5;
        to->A6 = from->A6;
        to->A7 = from->A7;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status CheckReceive(ThreadContext* context, out Endpoint* endpoint, out ulong deadlineNs)
    {
        endpoint = null;
        Status status = CheckMessage(context, new MessageInfo(context->Number), out deadlineNs);
        if (status != Status.Ok) return status;
        status = Find(context->A0, Rights.Serve, out Capability<Endpoint> found);
        endpoint = found.Object;
        return status;
    }

    /// <summary>Sees that what stands beside a message makes sense, and that its handles can be sent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status CheckMessage(ThreadContext* context, MessageInfo info, out ulong deadlineNs)
    {
        deadlineNs = ulong.MaxValue;
        return info.IsPlain ? Status.Ok : CheckHandles(context, info, ref deadlineNs);
    }

    private Status CheckHandles(ThreadContext* context, MessageInfo info, ref ulong deadlineNs)
    {
        if (!info.IsValid) return Status.BadArgument;
        if (info.HasDeadline) deadlineNs = context->H3;
        // Of a call from another core, that core has looked at the handles, and locked them.
        if (IsVisitor(_current)) return Status.Ok;
        ref HandleTable handles = ref _current->Process->Handles;
        for (int i = 0; i < info.HandleCount; i++)
        {
            Status status = CheckPassing(handles.Find(context->Handle(i)), info.PassingOf(i));
            if (status != Status.Ok) return status;
            // The same handle cannot be moved twice.
            for (int j = 0; j < i; j++)
            {
                if (context->Handle(j) == context->Handle(i)) return Status.BadArgument;
            }
        }
        return Status.Ok;
    }

    private static Status CheckPassing(HandleEntry* entry, HandlePassing passing)
    {
        if (entry == null) return Status.BadHandle;
        if (passing > HandlePassing.Weak) return Status.BadArgument;
        Rights needed = passing == HandlePassing.Move ? Rights.Transfer : Rights.Transfer | Rights.Clone;
        return (entry->Meaning.Rights & needed) == needed ? Status.Ok : Status.NotPermitted;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasHandles(Thread* sender) => new MessageInfo(sender->Context->Number).HandleCount != 0;

    /// <summary>Passes the handles of a thread's message on to another's process.</summary>
    /// <param name="count">How many came there.</param>
    private Status PassHandles(Thread* from, Thread* to, out int count)
    {
        count = 0;
        var info = new MessageInfo(from->Context->Number);
        int handles = info.HandleCount;
        if (!new MessageInfo(to->Context->Number).AcceptsHandles) return Status.NotSupported;
        PassedHandles passed = default;
        for (int i = 0; i < handles; i++)
        {
            // What was there when the message was made may have gone while it waited.
            HandleEntry* entry = FindPassed(from, i, info.PassingOf(i));
            Status status = CheckPassing(entry, info.PassingOf(i));
            if (status != Status.Ok) return status;
            if (!CanPass(entry, info.PassingOf(i), to)) return Status.NotSupported;
            passed[i] = (ulong)entry;
        }
        Status reserved = ReserveHandles(to->Process, (uint)handles);
        if (reserved != Status.Ok) return reserved;
        for (int i = 0; i < handles; i++) Pass(from, (HandleEntry*)passed[i], info.PassingOf(i), to, i);
        count = handles;
        return Status.Ok;
    }

    [InlineArray(Abi.Message.MostHandles)]
    private struct PassedHandles { private ulong _first; }

    /// <summary>Where a handle lies that goes along: in the sender's table, or under the lock that its core put on it.</summary>
    private static HandleEntry* FindPassed(Thread* from, int index, HandlePassing passing)
    {
        ulong handle = from->Context->Handle(index);
        if (!IsVisitor(from)) return from->Process->Handles.Find(handle);
        var visitor = (Visitor*)from;
        return passing == HandlePassing.Move
            ? (HandleEntry*)ThreadPage.More(visitor->Caller->Context)->Locked[index]
            : FindElsewhere(visitor, handle);
    }

    /// <summary>
    /// A strong handle is cloned where its object lives; and what was mapped by a handle stays on its core.
    /// </summary>
    private bool CanPass(HandleEntry* entry, HandlePassing passing, Thread* to)
    {
        bool countsElsewhere = passing == HandlePassing.Clone && entry->Meaning.Kind == HandleKind.Strong && entry->Meaning.Core != _number;
        bool leavesMappings = passing == HandlePassing.Move && entry->Mappings != null && IsVisitor(to);
        return !countsElsewhere && !leavesMappings;
    }

    private void Pass(Thread* from, HandleEntry* entry, HandlePassing passing, Thread* to, int index)
    {
        HandleEntry passed = *entry;
        Mapping* mappings = null;
        if (passing == HandlePassing.Move)
        {
            if (IsVisitor(from))
            {
                ((Visitor*)from)->TookHandles = true;
            }
            else
            {
                mappings = entry->Mappings;
                entry->Mappings = null;
                from->Process->Handles.Remove(entry);
            }
        }
        else if (passed.Meaning.Kind == HandleKind.Strong)
        {
            if (passing == HandlePassing.Weak) passed.Meaning = passed.Meaning.With(HandleKind.Weak);
            else CountStrong(in passed);
        }
        passed.Mappings = null;
        // What was mapped by a handle stays with it.
        if (passing != HandlePassing.Move) passed.Token = passed.MappedAt = 0;
        if (IsVisitor(to))
        {
            _ = Give((Visitor*)to, in passed);
            return;
        }
        Handle handle = PutHandle(to->Process, in passed);
        to->Context->SetHandle(index, handle.Value);
        if (mappings == null) return;
        HandleEntry* place = to->Process->Handles.Find(handle.Value);
        place->Mappings = mappings;
        mappings->LinkOfHolder = &place->Mappings;
    }
}
