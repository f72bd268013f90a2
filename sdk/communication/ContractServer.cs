using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>
/// Serves one contract by one object to all who come. It needs no heap: everything lies on the stack of the thread that serves. Generated code
/// gives it the contract (<c>NameServer.Run</c>).
/// </summary>
/// <remarks>
/// Whoever is to begin a conversation is handed a clone of the endpoint's handle with <c>Rights.Call</c> and a badge that is not 0 and has bit 63 clear. By
/// this badge the service knows its clients.
/// </remarks>
public static unsafe partial class ContractServer
{
    /// <summary>Answers calls until the endpoint's handle is released.</summary>
    /// <param name="endpoint">With all rights: each conversation gets a clone of it with a badge of its own.</param>
    /// <returns>Why it ended.</returns>
    [SkipLocalsInit]
    public static Status Run<TDispatcher, TService>(Handle<Endpoint> endpoint, ref TService service)
        where TDispatcher : struct, IDispatcher<TService>
    {
        SessionTable sessions = SessionTable.Begin();
        Span<byte> stage = stackalloc byte[TDispatcher.StageBytes];
        Incoming call = new(stage, ref sessions);
        call.Message = default;
        call.Message.Info = default(MessageInfo).Accepting();
        Status status = Kernel.Receive(endpoint, ref call.Message);
        while (status == Status.Ok) status = Answer<TDispatcher, TService>(endpoint, ref service, ref sessions, ref call);
        for (uint i = 0; i < SessionTable.Most; i++) sessions.Close(i);
        return status;
    }

    /// <summary>Answers what was received, and receives the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Status Answer<TDispatcher, TService>(Handle<Endpoint> endpoint, ref TService service, ref SessionTable sessions, ref Incoming call)
        where TDispatcher : struct, IDispatcher<TService>
    {
        SessionBadge badge = new(call.Message.Badge);
        if (call.Method >= RequestLabel.FirstMethod && sessions.IsOpen(badge))
            TDispatcher.Dispatch(ref service, ref call);
        else
            Converse(endpoint, TDispatcher.Hash, TDispatcher.BufferBytes, ref sessions, ref call);
        return ReplyAndReceive(endpoint, ref call.Message);
    }

    /// <summary>Begins and ends conversations.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Converse(Handle<Endpoint> endpoint, ulong hash, int bufferBytes, ref SessionTable sessions, ref Incoming call)
    {
        SessionBadge badge = new(call.Message.Badge);
        if (call.Method == RequestLabel.Open && !badge.IsSession && badge.Bits != 0)
        {
            sessions.CloseEnded();
            _ = Greeting.Answer(endpoint, hash, bufferBytes, ref sessions, ref call, out _);
        }
        else if (call.Method == RequestLabel.Close && sessions.IsOpen(badge))
        {
            sessions.Close(badge.Session);
            Handles.ReleaseReceived(ref call.Message);
            call.Reply(Status.Ok);
        }
        else
        {
            AnswerOther(ref sessions, ref call);
        }
    }

    /// <summary>Cancels a call that is answered later: server, badge, number of the call. Who keeps calls puts it there.</summary>
    internal static delegate*<ulong, ulong, uint, void> CancelCall;

    /// <summary>What is not a contract's, and neither begins nor ends anything.</summary>
    internal static void AnswerOther(ref SessionTable sessions, ref Incoming call)
    {
        SessionBadge badge = new(call.Message.Badge);
        Handles.ReleaseReceived(ref call.Message);
        if (!sessions.IsOpen(badge))
        {
            if (badge.IsSession) call.ReplyUnknown();
            else call.Reply(Status.NoSuchCall);
        }
        else if (call.Method == RequestLabel.Cancel)
        {
            // SAFETY: a static method is there for good.
            if (CancelCall != null) CancelCall(sessions.Identity, badge.Bits, (uint)call.Message.Word0);
            call.Reply(Status.Ok);
        }
        else
        {
            // Of an open conversation, but of an object that was closed.
            if (call.Method >= RequestLabel.FirstMethod) call.ReplyUnknown();
            else call.Reply(Status.NoSuchCall);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Status ReplyAndReceive(Handle<Endpoint> endpoint, ref Message message)
        => message.Info.HandleCount == 0 ? Kernel.ReplyReceive(endpoint, ref message) : ReplyWithHandles(endpoint, ref message);

    /// <summary>What could not be moved to the client is not kept, either.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status ReplyWithHandles(Handle<Endpoint> endpoint, ref Message message)
    {
        SentHandles sent = new(in message);
        Status status = Kernel.ReplyReceive(endpoint, ref message);
        Handles.ReleaseUnsent(in sent);
        return status;
    }
}
