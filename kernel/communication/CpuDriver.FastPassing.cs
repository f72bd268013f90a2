using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// Calls and replies that move one handle, when the other side waits for just that: as the fast paths of <c>CpuDriver.FastPath.cs</c>, but with the
/// thread's registers stored. Everything else goes the general way, which does the same.
/// </summary>
/// <remarks>Held to, for call and reply with one handle moved each way, with stubs, entries and exits: 700 instructions.</remarks>
// SAFETY: as in CpuDriver.FastPath.cs.
public unsafe partial struct CpuDriver
{
    /// <summary>A system call that moves one handle.</summary>
    /// <returns>The registers of the thread to go on with; null: nothing was done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ThreadContext* TryPassOne(ThreadContext* context)
    {
        ulong number = context->Number & MessageInfo.NumberMask;
        if (number == CallNumber) return TryCallWithHandle(context);
        return number == ReplyReceiveNumber ? TryReplyWithHandle(context) : null;
    }

    private ThreadContext* TryCallWithHandle(ThreadContext* context)
    {
        Thread* caller = _current;
        HandleEntry* entry = caller->Process->Handles.PlaceOf(context->A0);
        if (entry->Key != context->A0 || !entry->Meaning.Matches(_callPattern)) return null;
        var endpoint = (Endpoint*)entry->Object;
        Thread* server = endpoint->Receivers.First;
        if (server == null || !server->IsPlain(ThreadState.Receiving)) return null;
        HandleEntry* moved = caller->Process->Handles.PlaceOf(context->H0);
        if (moved == entry || !CanMove(moved, context->H0, server)) return null;

        _ = endpoint->Receivers.TakeFirst();
        Move(caller, moved, server);
        ThreadContext* to = server->Context;
        to->A0 = entry->Badge;
        CopyWords(context, to);
        HandOver(caller, server);
        return to;
    }

    private ThreadContext* TryReplyWithHandle(ThreadContext* context)
    {
        Thread* server = _current, caller = server->Caller;
        if (caller == null || !caller->IsPlain(ThreadState.AwaitingReply)) return null;
        HandleEntry* entry = server->Process->Handles.PlaceOf(context->A0);
        if (entry->Key != context->A0 || !entry->Meaning.Matches(_servePattern)) return null;
        var endpoint = (Endpoint*)entry->Object;
        if (!CanGoOnWaiting(server, caller, endpoint)) return null;
        HandleEntry* moved = server->Process->Handles.PlaceOf(context->H0);
        if (moved == entry || !CanMove(moved, context->H0, caller)) return null;

        Move(server, moved, caller);
        CopyWords(context, caller->Context);
        // The message is gone; what is left of the call is a receive.
        context->Number = context->Number & ~MessageInfo.HandleBits & ~MessageInfo.NumberMask | ReceiveNumber;
        HandBack(server, caller, endpoint);
        return caller->Context;
    }

    /// <summary>Can a handle be moved to who waits, with room there for it?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool CanMove(HandleEntry* entry, ulong handle, Thread* to)
    {
        Process* process = to->Process;
        return entry->Key == handle && handle != 0 && (entry->Meaning.Rights & Rights.Transfer) != 0 && entry->Mappings == null
            && new MessageInfo(to->Context->Number).AcceptsHandles && process->Handles.Free != 0 && !process->HasEnded;
    }

    /// <summary>Moves a handle to who waits, and says that it came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(Thread* from, HandleEntry* moved, Thread* to)
    {
        to->Context->H0 = to->Process->Handles.Add(in *moved)->Key;
        from->Process->Handles.Remove(moved);
        to->Context->Number = MessageInfo.Received(Status.Ok, 1).Bits;
    }
}
