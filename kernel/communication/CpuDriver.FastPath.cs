using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// The ways that are taken most, in as few instructions as it takes: a call to a server that waits, the reply of a server that
/// goes on waiting, a signal, a yield. Each looks whether everything is as it mostly is, before it changes anything;
/// if not, it says so, and the general way is taken, which does the same for all cases.
/// </summary>
/// <remarks>
/// The words of a message stay in the processor's registers: the machine's entry code carries them across.
/// Held to, with entry, exit and the stubs of both sides: 350 instructions for call and reply, 150 for a signal that nobody waits for
/// and 350 for one with a switch, 220 for a yield.
/// </remarks>
// SAFETY: strong handles keep their objects, threads those they refer to; a process has a first page of handles as long as it has
// threads.
public unsafe partial struct CpuDriver
{
    private void MakePatterns()
    {
        _callPattern = new HandleMeaning(ObjectType.Endpoint, HandleKind.Strong, Rights.Call, _number);
        _servePattern = new HandleMeaning(ObjectType.Endpoint, HandleKind.Strong, Rights.Serve, _number);
        _signalPattern = new HandleMeaning(ObjectType.Notification, HandleKind.Strong, Rights.Signal, _number);
        _strongHere = new HandleMeaning(default, HandleKind.Strong, Rights.None, _number);
    }

    /// <summary>Call, with words only and no deadline.</summary>
    /// <returns>The server, which goes on with the words and the badge; or nothing: take the general way.</returns>
    public static FastSwitch FastCall(CpuDriver* cpu, ulong handle)
    {
        Thread* caller = cpu->_current;
        HandleEntry* entry = caller->Process->Handles.PlaceOf(handle);
        if (entry->Key != handle || !entry->Meaning.Matches(cpu->_callPattern)) return default;
        var endpoint = (Endpoint*)entry->Object;
        Thread* server = endpoint->Receivers.First;
        if (server == null || !server->IsPlain(ThreadState.Receiving)) return default;

        Thread* next = server->Next;
        endpoint->Receivers.First = next;
        if (next == null) endpoint->Receivers.Last = null;
        else next->Previous = null;

        cpu->HandOver(caller, server);
        return new FastSwitch(server->Context, entry->Badge);
    }

    /// <summary>ReplyReceive, with words only and no deadline, when the next call is not there yet.</summary>
    /// <returns>The caller, which goes on with the words; or nothing: take the general way.</returns>
    public static FastSwitch FastReplyReceive(CpuDriver* cpu, ulong handle)
    {
        Thread* server = cpu->_current;
        HandleEntry* entry = server->Process->Handles.PlaceOf(handle);
        Thread* caller = server->Caller;
        if (caller == null || !caller->IsPlain(ThreadState.AwaitingReply)) return default;
        if (entry->Key != handle || !entry->Meaning.Matches(cpu->_servePattern)) return default;
        var endpoint = (Endpoint*)entry->Object;
        if (!CanGoOnWaiting(server, caller, endpoint)) return default;

        cpu->HandBack(server, caller, endpoint);
        return new FastSwitch(caller->Context, 0);
    }

    /// <summary>A server that has left its queue goes on in the caller's place, on the caller's time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void HandOver(Thread* caller, Thread* server)
    {
        caller->State = ThreadState.AwaitingReply;
        caller->WaitsFor = &server->Header;
        server->Caller = caller;
        server->State = ThreadState.Ready;
        SchedulingContext* time = caller->Running;
        server->Running = time;
        time->Holder = server;
        _current = server;
        UseSpace(server->Space);
    }

    /// <summary>Has a server nothing to do after its reply but to wait, while the caller goes on with the time that it lent?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool CanGoOnWaiting(Thread* server, Thread* caller, Endpoint* endpoint)
        => endpoint->Callers.First == null && endpoint->CallHandles != 0 && server->Flags == ThreadFlags.None && caller->Running == server->Running;

    /// <summary>The caller goes on in the place of the server, which waits for the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void HandBack(Thread* server, Thread* caller, Endpoint* endpoint)
    {
        caller->State = ThreadState.Ready;
        server->Running->Holder = caller;
        server->Caller = null;
        server->Running = server->Own;
        server->State = ThreadState.Receiving;
        server->WaitsFor = &endpoint->Header;
        Thread* first = endpoint->Receivers.First;
        server->Previous = null;
        server->Next = first;
        if (first == null) endpoint->Receivers.Last = server;
        else first->Previous = server;
        endpoint->Receivers.First = server;
        _current = caller;
        UseSpace(caller->Space);
    }

    /// <summary>Signal, when nobody waits, or who waits is to go on at once or later.</summary>
    /// <returns>The registers of the thread to go on with; null: take the general way.</returns>
    public static ThreadContext* FastSignal(CpuDriver* cpu, ulong handle, ulong bits)
    {
        Thread* current = cpu->_current;
        HandleEntry* entry = current->Process->Handles.PlaceOf(handle);
        if (entry->Key != handle || !entry->Meaning.Matches(cpu->_signalPattern)) return null;
        var notification = (Notification*)entry->Object;
        if (notification->Bound != null || !notification->Header.IsAlive) return null;
        bits |= notification->Bits;
        Thread* waiter = notification->Waiters.First;
        if (waiter == null)
        {
            notification->Bits = bits;
            return current->Context;
        }
        SchedulingContext* time = waiter->Running;
        if (bits == 0 || !waiter->IsPlain(ThreadState.Waiting) || time == null || time->Holder != waiter || time->LeftNs == 0) return null;

        notification->Bits = 0;
        _ = notification->Waiters.TakeFirst();
        waiter->State = ThreadState.Ready;
        waiter->WaitsFor = null;
        waiter->Context->Number = (ulong)Status.Ok;
        waiter->Context->A1 = bits;
        int priority = current->Running->Priority;
        if (time->Priority <= priority)
        {
            cpu->_ready.AddLast(waiter, time->Priority);
            return current->Context;
        }
        cpu->_ready.AddFirst(current, priority);
        return cpu->SwitchTo(waiter);
    }

    /// <summary>Yield to who can run.</summary>
    /// <returns>As <see cref="FastSignal"/>.</returns>
    public static ThreadContext* FastYield(CpuDriver* cpu)
    {
        Thread* current = cpu->_current;
        int priority = current->Running->Priority;
        Thread* next = cpu->_ready.FirstOf(priority);
        if (next == null) return current->Context;
        if (!CanRun(next)) return null;
        cpu->_ready.Rotate(current, priority);
        return cpu->SwitchTo(next);
    }

    /// <summary>Leaves the running thread, which is queued, for one that can run and is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ThreadContext* SwitchTo(Thread* next)
    {
        _current = null;
        RunOn(next->Running);
        _current = next;
        UseSpace(next->Space);
        return next->Context;
    }
}
