using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>
/// Serves any number of objects of any contracts at one endpoint: what clients begin with, chosen by the contract that they name, and what calls of these return. An object whose last
/// client is gone is disposed of.
/// </summary>
/// <remarks>
/// One thread serves. Results of calls that are answered later are registered by the threads that have them; all of the tables are guarded by this object.
/// Invariant: an object of a conversation is in its table as long as the conversation is open and the client has not closed it.
/// </remarks>
public sealed class ObjectServer
{
    /// <summary>Of one client: it cannot have a server keep more.</summary>
    public const int MostObjects = 4096;

    /// <summary>The most of a call that has to be held at once: DS804.</summary>
    private const int StageBytes = 2 * 16384;

    private const uint LastNumber = (1 << 24) - 1;

    private readonly Handle<Endpoint> _endpoint;
    private readonly Dictionary<ulong, Func<Caller, Served?>> _offers = [];
    private readonly Conversation?[] _conversations = new Conversation?[SessionTable.Most];

    /// <summary>Of one session: the object that it began with has number 0.</summary>
    private sealed class Conversation
    {
        public readonly Dictionary<uint, Served> Objects = [];
        public uint LastNumber;
        public SessionBadge Key;
    }

    /// <summary>Held while a call is answered; null: nobody else touches what the calls do.</summary>
    public Lock? Gate { get; init; }

    /// <param name="endpoint">With all rights: each conversation and object gets a clone of it with a badge of its own.</param>
    public ObjectServer(Handle<Endpoint> endpoint) => _endpoint = endpoint;

    /// <summary>Has conversations about a contract begin.</summary>
    /// <param name="open">What a client is to talk with: one object for all, or one for each; null refuses it.</param>
    public void Offer<TDispatcher, TService>(Func<Caller, TService?> open) where TDispatcher : struct, IDispatcher<TService> where TService : class
        => _offers.Add(TDispatcher.Hash, caller => open(caller) is { } service ? new Served<TDispatcher, TService>(service) : null);

    /// <summary>Answers calls until the endpoint's handle is released.</summary>
    /// <returns>Why it ended.</returns>
    public Status Run() => Run(default);

    /// <summary>As the other; it ends, too, between two calls when it is signalled.</summary>
    /// <param name="stop">Of this thread's core, and bound to no other thread; or none.</param>
    /// <returns><see cref="Status.Ok"/>: it was signalled. Why it ended, else.</returns>
    public Status Run(Handle<Notification> stop)
    {
        Status bound = stop.IsNone ? Status.Ok : Kernel.BindNotification(Startup.Block.Thread, stop);
        if (bound != Status.Ok) return bound;
        SessionTable sessions = SessionTable.Begin();
        byte[] stage = new byte[StageBytes];
        Incoming call = new(stage, ref sessions, this);
        call.Message = default;
        call.Message.Info = default(MessageInfo).Accepting();
        Status status = Kernel.Receive(_endpoint, ref call.Message);
        while (status == Status.Ok && !IsSignal(in call.Message))
        {
            SessionBadge badge = new(call.Message.Badge);
            Served? target = Find(ref sessions, badge);
            Gate?.Enter();
            if (target is not null && call.Method >= RequestLabel.FirstMethod) target.Dispatch(ref call);
            else Converse(ref sessions, ref call, target);
            Gate?.Exit();
            status = ContractServer.ReplyAndReceive(_endpoint, ref call.Message);
        }
        Gate?.Enter();
        for (uint i = 0; i < SessionTable.Most; i++) Close(ref sessions, i);
        Gate?.Exit();
        return status;
    }

    /// <summary>A notification says which of its bits were signalled. Calls without a badge are this process's own, and say nothing (<see cref="CloseEndedClients"/>).</summary>
    private static bool IsSignal(in Message message) => message.Badge == 0 && message.Word0 != 0;

    /// <summary>
    /// Closes the conversations of clients that have ended, now: else that is done when somebody new comes. To be called by another thread than the one that serves, which does it between calls.
    /// </summary>
    /// <returns>What came of asking it: nothing else than <see cref="Status.Ok"/> as long as it serves.</returns>
    public Status CloseEndedClients()
    {
        Message message = default;
        return Kernel.Call(_endpoint, ref message);
    }

    private Served? Find(ref SessionTable sessions, SessionBadge badge)
    {
        if (!sessions.IsOpen(badge)) return null;
        lock (this)
        {
            Served? found = null;
            _ = _conversations[badge.Session]?.Objects.TryGetValue(badge.Object, out found);
            return found;
        }
    }

    /// <summary>Begins and ends conversations, and ends objects.</summary>
    private void Converse(ref SessionTable sessions, ref Incoming call, Served? target)
    {
        SessionBadge badge = new(call.Message.Badge);
        if (badge.Bits == 0)
        {
            // Nobody else was given the endpoint without a badge.
            Handles.ReleaseReceived(ref call.Message);
            CloseEnded(ref sessions);
            call.Reply(Status.Ok);
        }
        else if (call.Method == RequestLabel.Open && (target is not null || !badge.IsSession))
        {
            CloseEnded(ref sessions);
            Begin(ref sessions, ref call, target);
        }
        else if (call.Method == RequestLabel.Close && target is not null)
        {
            Handles.ReleaseReceived(ref call.Message);
            if (badge.Object == 0) Close(ref sessions, badge.Session);
            else Remove(badge);
            call.Reply(Status.Ok);
        }
        else
        {
            ContractServer.AnswerOther(ref sessions, ref call);
        }
    }

    /// <summary>A conversation about what is offered, or about an object that somebody else was given.</summary>
    private void Begin(ref SessionTable sessions, ref Incoming call, Served? target)
    {
        ulong hash = call.Message.Word0;
        Caller caller = target is null ? new(call.Message.Badge, 0) : call.Caller;
        if (target is null && _offers.TryGetValue(hash, out var open)) target = open(caller);
        if (!Greeting.Answer(_endpoint, target?.Hash ?? ~hash, target?.BufferBytes ?? 0, ref sessions, ref call, out uint session))
        {
            if (target is { Uses: 0 }) target.End();
            return;
        }
        Conversation conversation = new() { Key = sessions[session].Key };
        target!.Uses++;
        conversation.Objects.Add(0, target);
        lock (this) _conversations[session] = conversation;
    }

    /// <summary>Makes an object reachable for the client of a call.</summary>
    /// <returns><see cref="Status.TableFull"/>: it has too many. <see cref="Status.PeerClosed"/>: it is gone. The object is done with then.</returns>
    internal static Status Offer(object? host, ulong callerBadge, Served served, out Handle own)
    {
        own = default;
        Status status = host is ObjectServer server ? server.Add(new(callerBadge), served, out own) : Status.NotSupported;
        if (status != Status.Ok) served.End();
        return status;
    }

    private Status Add(SessionBadge caller, Served served, out Handle own)
    {
        own = default;
        lock (this)
        {
            if (_conversations[caller.Session] is not { } conversation || !caller.IsOf(conversation.Key)) return Status.PeerClosed;
            if (conversation.Objects.Count >= MostObjects || conversation.LastNumber == LastNumber) return Status.TableFull;
            uint number = conversation.LastNumber + 1;
            SessionBadge badge = conversation.Key.WithObject(number);
            Status status = Kernel.Clone(_endpoint, Rights.Call | Rights.Clone | Rights.Transfer, badge.Bits, out own);
            if (status != Status.Ok) return status;
            conversation.LastNumber = number;
            served.Uses++;
            conversation.Objects.Add(number, served);
            return Status.Ok;
        }
    }

    private void Remove(SessionBadge badge)
    {
        Served? removed;
        lock (this) _ = _conversations[badge.Session]!.Objects.Remove(badge.Object, out removed);
        if (removed is not null && --removed.Uses == 0) removed.End();
    }

    private void CloseEnded(ref SessionTable sessions)
    {
        for (uint i = 0; i < SessionTable.Most; i++)
            if (sessions.HasEnded(i)) Close(ref sessions, i);
    }

    private void Close(ref SessionTable sessions, uint session)
    {
        sessions.Close(session);
        Conversation? conversation;
        lock (this)
        {
            conversation = _conversations[session];
            _conversations[session] = null;
        }
        if (conversation is null) return;
        foreach (Served served in conversation.Objects.Values)
            if (--served.Uses == 0) served.End();
    }
}
