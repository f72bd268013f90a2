using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel;

/// <summary>
/// The ways that are taken most, in as few instructions as it takes: a call to a server that waits, the reply of a server that
/// goes on waiting, a signal that nobody waits for. Each looks whether everything is as it mostly is, before it changes anything;
/// if not, the general way is taken, which does the same for all cases.
/// </summary>
/// <remarks>Held to, with entry, exit and the stubs of both sides: 350 instructions for call and reply, 150 for a signal.</remarks>
// SAFETY: strong handles keep their objects, threads those they refer to.
public unsafe partial struct CpuDriver
{
    private void MakePatterns()
    {
        _callPattern = new HandleMeaning(ObjectType.Endpoint, HandleKind.Strong, Rights.Call, _number);
        _servePattern = new HandleMeaning(ObjectType.Endpoint, HandleKind.Strong, Rights.Serve, _number);
        _signalPattern = new HandleMeaning(ObjectType.Notification, HandleKind.Strong, Rights.Signal, _number);
    }

    /// <summary>Call, with words only and no deadline. The last three words are in the context already.</summary>
    public static ThreadContext* FastCall(CpuDriver* cpu, ulong handle, ulong label, ulong word0, ulong word1, ulong word2)
    {
        Thread* caller = cpu->_current;
        ThreadContext* from = caller->Context;
        HandleEntry* entry = caller->Process->Handles.FindInFirstPage(handle);
        if (entry != null && entry->Meaning.Matches(cpu->_callPattern))
        {
            var endpoint = (Endpoint*)entry->Object;
            Thread* server = endpoint->Receivers.First;
            if (server != null && server->IsPlain(ThreadState.Receiving))
            {
                Thread* next = server->Next;
                endpoint->Receivers.First = next;
                if (next == null) endpoint->Receivers.Last = null;
                else next->Previous = null;

                caller->State = ThreadState.AwaitingReply;
                caller->WaitsFor = &server->Header;
                server->Caller = caller;
                server->State = ThreadState.Ready;
                SchedulingContext* time = caller->Running;
                server->Running = time;
                time->Holder = server;

                ThreadContext* to = server->Context;
                to->Number = (ulong)Status.Ok;
                to->A0 = entry->Badge;
                to->A1 = label;
                to->A2 = word0;
                to->A3 = word1;
                to->A4 = word2;
                to->A5 = from->A5;
                to->A6 = from->A6;
                to->A7 = from->A7;
                cpu->_current = server;
                cpu->UseSpace(server->Space);
                return to;
            }
        }
        return cpu->TakeGeneralWay(from, CallNumber, handle, label, word0, word1, word2);
    }

    /// <summary>ReplyReceive, with words only and no deadline, when the next call is not there yet.</summary>
    public static ThreadContext* FastReplyReceive(CpuDriver* cpu, ulong handle, ulong label, ulong word0, ulong word1, ulong word2)
    {
        Thread* server = cpu->_current;
        ThreadContext* from = server->Context;
        HandleEntry* entry = server->Process->Handles.FindInFirstPage(handle);
        Thread* caller = server->Caller;
        if (entry != null && caller != null && entry->Meaning.Matches(cpu->_servePattern))
        {
            var endpoint = (Endpoint*)entry->Object;
            SchedulingContext* time = server->Running;
            if (endpoint->Callers.First == null && endpoint->CallHandles != 0 && caller->IsPlain(ThreadState.AwaitingReply)
                && server->Flags == ThreadFlags.None && caller->Running == time)
            {
                caller->State = ThreadState.Ready;
                time->Holder = caller;
                server->Caller = null;
                server->Running = server->Own;
                server->State = ThreadState.Receiving;
                server->WaitsFor = &endpoint->Header;
                endpoint->Receivers.AddFirst(server);

                ThreadContext* to = caller->Context;
                to->Number = (ulong)Status.Ok;
                to->A1 = label;
                to->A2 = word0;
                to->A3 = word1;
                to->A4 = word2;
                to->A5 = from->A5;
                to->A6 = from->A6;
                to->A7 = from->A7;
                cpu->_current = caller;
                cpu->UseSpace(caller->Space);
                return to;
            }
        }
        return cpu->TakeGeneralWay(from, ReplyReceiveNumber, handle, label, word0, word1, word2);
    }

    /// <summary>Signal, when nobody waits.</summary>
    public static ThreadContext* FastSignal(CpuDriver* cpu, ulong handle, ulong bits)
    {
        Thread* thread = cpu->_current;
        HandleEntry* entry = thread->Process->Handles.FindInFirstPage(handle);
        if (entry != null && entry->Meaning.Matches(cpu->_signalPattern))
        {
            var notification = (Notification*)entry->Object;
            if (notification->Waiters.First == null && notification->Bound == null && notification->Header.IsAlive)
            {
                notification->Bits |= bits;
                return null;
            }
        }
        return cpu->TakeGeneralWay(thread->Context, SignalNumber, handle, bits, 0, 0, 0);
    }

    // The numbers of sdk/abi/IKernel.Messages.cs.
    private const ulong CallNumber = 1, ReplyReceiveNumber = 2, SignalNumber = 5;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ThreadContext* TakeGeneralWay(ThreadContext* context, ulong number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4)
    {
        context->Number = number;
        context->A0 = a0;
        context->A1 = a1;
        context->A2 = a2;
        context->A3 = a3;
        context->A4 = a4;
        return HandleSystemCall(context);
    }
}
