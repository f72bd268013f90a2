using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

// What takes a heap: answers that come later, and objects that are sent along.
public ref partial struct Incoming
{
    /// <summary>Of the call that is dispatched; nothing where its client cannot cancel it.</summary>
    public CancellationToken Cancellation()
    {
        PendingCall? pending = PendingCall.Begin(_sessions.Identity, Message.Badge, new RequestLabel(Message.Label).CallNumber);
        Pending = pending;
        return pending?.Token ?? default;
    }

    /// <summary>The result was there at once.</summary>
    public void EndCancellation()
    {
        Unsafe.As<PendingCall?>(Pending)?.End();
        Pending = null;
    }

    /// <summary>Has the answer follow when the result is there. The thread that serves goes on with other calls.</summary>
    public void Keep<TResult>(ValueTask<TResult> pending, Action<KeptCall, TResult> answer, Handle lent = default)
    {
        ulong label = Message.Label;
        Status status = Kernel.KeepReply(Startup.Block.Budget, out Handle<Reply> reply);
        // Without room to keep the call nobody hears of the result; the work is done all the same.
        KeptCall kept = new(reply, in Session, label, _host, Message.Badge);
        PendingCall? cancellation = Unsafe.As<PendingCall?>(Pending);
        Pending = null;
        Reply(status);
        kept.Finish(pending, answer, cancellation, lent);
    }

    /// <summary>Sends an object along, which the client calls by a handle of its own from then on.</summary>
    /// <returns>False when there is no room for it. Then the answer stands already.</returns>
    public bool TryOffer(Served served)
    {
        Status status = ObjectServer.Offer(_host, Message.Badge, served, out Handle own);
        if (status == Status.Ok) return Message.TryAdd(own, HandlePassing.Move);
        Reply(status);
        return false;
    }
}
