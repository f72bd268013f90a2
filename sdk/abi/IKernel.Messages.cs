using Diesis.Abi.Objects;

namespace Diesis.Abi;

// Messages: calls, replies, notifications. Only what is marked as a message has its registers; see Message.
public partial interface IKernel
{
    /// <summary>
    /// Sends a message to an endpoint and waits for the reply. When a receiver waits on this core, it runs at once, on the
    /// caller's scheduling context.
    /// </summary>
    /// <returns>
    /// <see cref="Status.PeerClosed"/>: the endpoint or the server went away before it replied.
    /// <see cref="Status.TimedOut"/>, <see cref="Status.Cancelled"/>: the wait ended otherwise; the server's reply will go nowhere.
    /// <see cref="Status.WouldBlock"/>: no receiver waits, and the deadline is 0.
    /// <see cref="Status.TableFull"/>, <see cref="Status.BudgetExceeded"/>: the receiver has no room for the handles; nothing was sent. Or the caller has
    /// none for those that it takes (<see cref="MessageInfo.AcceptsHandles"/>): where the endpoint is of another core, nothing was sent, for room is
    /// looked for first; else the reply is there, and its handles have stayed behind.
    /// <see cref="Status.NotSupported"/>: the receiver takes no handles, and nothing was sent; or the reply had some, which have stayed behind. Or one of them
    /// would have to be counted on a core that is neither's: a clone of a strong handle, whose object is not where the receiver is.
    /// <see cref="Status.BadArgument"/>: the message says of its handles what makes no sense, or one is moved twice.
    /// <see cref="Status.BadHandle"/>, <see cref="Status.NotPermitted"/>: of the handles that go along, too.
    /// <see cref="Status.BadState"/>: something is mapped by a handle that is to be moved to another core, where it cannot be taken along.
    /// </returns>
    [SystemCall(1, Form = CallForm.Message)]
    Status Call([Needs(Rights.Call)] Handle<Endpoint> endpoint, ref Message message);

    /// <summary>Answers the call that this thread received last, and waits for the next one at an endpoint.</summary>
    /// <returns>
    /// <see cref="Status.PeerClosed"/>: nobody is left who could call.
    /// <see cref="Status.WouldBlock"/>: nobody calls, and the deadline is 0.
    /// <see cref="Status.TimedOut"/>, <see cref="Status.Cancelled"/>: the wait ended otherwise. The reply was sent in all these cases.
    /// <see cref="Status.BadArgument"/>, <see cref="Status.BadHandle"/>, <see cref="Status.NotPermitted"/>: as for <see cref="Call"/>; nothing was sent.
    /// </returns>
    [SystemCall(2, Form = CallForm.Message)]
    Status ReplyReceive([Needs(Rights.Serve)] Handle<Endpoint> endpoint, ref Message message);

    /// <summary>Waits for a call at an endpoint. What was received last and not answered is answered with <see cref="Status.PeerClosed"/>.</summary>
    /// <returns>As <see cref="ReplyReceive"/>.</returns>
    [SystemCall(3, Form = CallForm.Message)]
    Status Receive([Needs(Rights.Serve)] Handle<Endpoint> endpoint, ref Message message);

    /// <summary>Answers a call: the one that this thread received last (no handle), or one that was kept.</summary>
    /// <returns>
    /// <see cref="Status.BadState"/>: there is no such call; or as for <see cref="Call"/>. <see cref="Status.PeerClosed"/>: its caller waits no more.
    /// <see cref="Status.BadArgument"/>, <see cref="Status.BadHandle"/>, <see cref="Status.NotPermitted"/>: as for <see cref="Call"/>. What keeps the handles from
    /// going otherwise is told to the caller.
    /// </returns>
    [SystemCall(4, Form = CallForm.Message)]
    Status Reply([Optional] Handle<Reply> kept, ref Message message);

    /// <summary>Sets bits of a notification, and wakes a thread that waits for it.</summary>
    /// <param name="bits">Or-ed to those that are set.</param>
    [SystemCall(5, Form = CallForm.Message)]
    Status Signal([Needs(Rights.Signal)] Handle<Notification> notification, ulong bits);

    /// <summary>Lets another thread of the same priority run, if there is one.</summary>
    [SystemCall(6, Form = CallForm.Message)]
    Status Yield();

    /// <summary>Waits until a notification has bits set, takes them all and clears them.</summary>
    /// <param name="deadlineNs">A time of the kernel's clock, or <see cref="ulong.MaxValue"/> for no end; 0 does not wait.</param>
    /// <returns>
    /// <see cref="Status.TimedOut"/>, <see cref="Status.Cancelled"/>: no bits were taken.
    /// <see cref="Status.WouldBlock"/>: none are set, and the deadline is 0. <see cref="Status.PeerClosed"/>: the notification has ended.
    /// </returns>
    [SystemCall(7)]
    Status Wait([Needs(Rights.Wait)] Handle<Notification> notification, ulong deadlineNs, out ulong bits);

    /// <summary>
    /// Makes an object of the call that this thread received last, so that it can be answered later, by any thread that
    /// has the handle. Releasing it without an answer answers <see cref="Status.PeerClosed"/>.
    /// </summary>
    /// <returns>
    /// <see cref="Status.BadState"/>: this thread has received no call that is still open. <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.
    /// </returns>
    [SystemCall(8)]
    Status KeepReply([Needs(Rights.Spend)] Handle<MemoryBudget> budget, out Handle<Reply> reply);

    /// <summary>Makes an endpoint.</summary>
    /// <returns><see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(9)]
    Status CreateEndpoint([Needs(Rights.Spend)] Handle<MemoryBudget> budget, out Handle<Endpoint> endpoint);

    /// <summary>Makes a notification with no bits set.</summary>
    /// <returns><see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(10)]
    Status CreateNotification([Needs(Rights.Spend)] Handle<MemoryBudget> budget, out Handle<Notification> notification);

    /// <summary>
    /// Has a thread's receives end, too, when a notification is signalled: the message then has badge 0 and the bits in its
    /// first word. <see cref="Handle.None"/> ends that.
    /// </summary>
    /// <returns>
    /// <see cref="Status.Overlap"/>: the notification is bound to another thread. <see cref="Status.BadState"/>: the thread has ended.
    /// <see cref="Status.NotSupported"/>: the two are of different cores; it can be signalled from everywhere, so it is made where the thread is.
    /// </returns>
    [SystemCall(11)]
    Status BindNotification([Needs(Rights.Manage)] Handle<Thread> thread, [Needs(Rights.Wait), Optional] Handle<Notification> notification);
}
