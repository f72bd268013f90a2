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
public static partial class ContractServer
{
    /// <summary>Answers calls until the endpoint's handle is released.</summary>
    /// <param name="endpoint">With all rights: each conversation gets a clone of it with a badge of its own.</param>
    /// <returns>Why it ended.</returns>
    [SkipLocalsInit]
    public static Status Run<TContract, TInterface, TService>(Handle<Endpoint> endpoint, ref TService service)
        where TContract : struct, IContract<TInterface> where TService : TInterface
    {
        SessionTable sessions = default;
        Span<byte> stage = stackalloc byte[TContract.StageBytes];
        Incoming call = new(stage, ref sessions);
        call.Message = default;
        call.Message.Info = default(MessageInfo).Accepting();
        Status status = Kernel.Receive(endpoint, ref call.Message);
        while (status == Status.Ok) status = Answer<TContract, TInterface, TService>(endpoint, ref service, ref sessions, ref call);
        for (uint i = 0; i < SessionTable.Most; i++) sessions.Close(i);
        return status;
    }

    /// <summary>Answers what was received, and receives the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Status Answer<TContract, TInterface, TService>(Handle<Endpoint> endpoint, ref TService service, ref SessionTable sessions, ref Incoming call)
        where TContract : struct, IContract<TInterface> where TService : TInterface
    {
        SessionBadge badge = new(call.Message.Badge);
        if (call.Method >= RequestLabel.FirstMethod && badge.IsSession && sessions.IsOpen(badge))
            TContract.Dispatch(ref service, ref call);
        else
            Converse<TContract, TInterface>(endpoint, ref sessions, ref call);
        return call.Message.Info.HandleCount == 0
            ? Kernel.ReplyReceive(endpoint, ref call.Message) : ReplyWithHandles(endpoint, ref call.Message);
    }

    /// <summary>Begins and ends conversations.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Converse<TContract, TInterface>(Handle<Endpoint> endpoint, ref SessionTable sessions, ref Incoming call)
        where TContract : struct, IContract<TInterface>
    {
        SessionBadge badge = new(call.Message.Badge);
        if (call.Method == RequestLabel.Open && !badge.IsSession && badge.Bits != 0)
        {
            sessions.CloseEnded();
            _ = Greeting.Answer(endpoint, TContract.Hash, TContract.BufferBytes, ref sessions, ref call);
        }
        else if (call.Method == RequestLabel.Close && badge.IsSession && sessions.IsOpen(badge))
        {
            sessions.Close(badge.Session);
            Handles.ReleaseReceived(ref call.Message);
            call.Reply(Status.Ok);
        }
        else
        {
            Handles.ReleaseReceived(ref call.Message);
            call.Reply(badge.IsSession && !sessions.IsOpen(badge) ? Status.PeerClosed : Status.NoSuchCall);
        }
    }

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
