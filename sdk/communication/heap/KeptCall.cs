using System;
using System.Threading;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>
/// A call that is answered later, by whatever thread is done with it; its server goes on with others meanwhile. It has what a reply takes of <see cref="Incoming"/>.
/// </summary>
public sealed class KeptCall
{
    /// <summary>The reply.</summary>
    public Message Message;

    private readonly Handle<Reply> _reply;
    private readonly Handle<MemoryObject> _buffer;
    private readonly ulong _partOffset;
    private readonly object? _host;
    private readonly ulong _badge;

    internal KeptCall(Handle<Reply> reply, in Session session, ulong label, object? host, ulong badge)
    {
        _reply = reply;
        _buffer = session.Buffer;
        _partOffset = (ulong)new RequestLabel(label).Part * session.PartBytes;
        _host = host;
        _badge = badge;
    }

    public void Reply(Status status)
    {
        Message.Label = (ulong)status;
        Message.Info = default;
    }

    /// <summary>Should the conversation have ended meanwhile there is no buffer any more, and nobody waits, either.</summary>
    public void ReplyThroughBuffer(Status status, ulong request, scoped ReadOnlySpan<byte> results)
    {
        bool isThere = results.IsEmpty || Kernel.WriteMemory(_buffer, _partOffset, results) == Status.Ok;
        Reply(isThere ? status : Status.BadMessage);
        if (isThere) Message.Label = new ReplyLabel(Message.Label).WithBytes(results.Length).Bits;
    }

    /// <summary>Sends an object along: <see cref="Incoming.TryOffer"/>.</summary>
    public bool TryOffer(Served served)
    {
        Status status = ObjectServer.Offer(_host, _badge, served, out Handle own);
        if (status == Status.Ok) return Message.TryAdd(own, HandlePassing.Move);
        Reply(status);
        return false;
    }

    /// <summary>Answers as soon as the result is there.</summary>
    /// <param name="answer">Puts the result into the reply.</param>
    /// <param name="lent">Handles that are the service's until then; none where there is none.</param>
    internal async void Finish<TResult>(ValueTask<TResult> pending, Action<KeptCall, TResult> answer, PendingCall? cancellation, Handle lent)
    {
        TResult result = await pending.ConfigureAwait(false);
        cancellation?.End();
        if (!lent.IsNone) _ = Kernel.Release(lent);
        answer(this, result);
        SentHandles sent = new(in Message);
        _ = Kernel.Reply(_reply, ref Message);
        // What did not go, because nobody waits or has room, is not kept; nor is the call.
        Handles.ReleaseUnsent(in sent);
        _ = Kernel.Release(_reply);
    }
}
