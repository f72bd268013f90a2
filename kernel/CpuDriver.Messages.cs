using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Diesis.Kernel.Devices;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Memory;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Messages from and to the drivers of other cores.</summary>
// SAFETY: the directory, and the rings and notices that it leads to, are there for good.
public unsafe partial struct CpuDriver
{
    /// <summary>How many messages one entry handles at most; then interrupts get their turn.</summary>
    public const int MostMessagesPerEntry = 16;

    /// <summary>Sends a request to another core, which answers it by one reply.</summary>
    /// <returns>False when too many requests to that core are unanswered: come back when one is.</returns>
    public bool TryRequest<TRequest, TReply>(CoreNumber target, in TRequest request)
        where TRequest : struct, IRequest<TReply> where TReply : struct, IMessage
    {
        CheckWriter();
        ref Outbound outbound = ref _outbox[target];
        if (!CanRequest(target)) return false;
        outbound.OpenRequests++;
        Send(target, in request);
        return true;
    }

    /// <summary>May another request be sent there now?</summary>
    private readonly bool CanRequest(CoreNumber target) => _outbox[target].OpenRequests < Inbox.MostOpenRequests;

    /// <summary>
    /// Handles what other cores sent. Called when the bell has rung, and once when the core starts. Handles at most
    /// <see cref="MostMessagesPerEntry"/>; if there may be more, rings this core's own bell.
    /// </summary>
    /// <remarks>
    /// No wake-up is lost. While a core says <see cref="Attention.Attentive"/>, it will look into its inbox once more,
    /// or its bell has been rung. It says <see cref="Attention.Away"/> and then looks: the fence puts these two in
    /// order, and the fence in <see cref="Wake"/> the sender's two, publishing and reading the attention. Of the four,
    /// one reading comes last: either the sender's, which sees Away and rings, or this core's, which sees the message.
    /// </remarks>
    [Bounded("each round but the last handles a message, and there are MostMessagesPerEntry at most")]
    public void HandleMessages()
    {
        CheckWriter();
        ref ulong attention = ref (*_cores)[_number].Notice->Attention;
        for (int left = MostMessagesPerEntry; ;)
        {
            Machine.Publish(ref attention, (ulong)Attention.Attentive);
            left = HandleArrived(left);
            if (left == 0)
            {
                Machine.RingBell(_number);
                return;
            }
            Machine.Publish(ref attention, (ulong)Attention.Away);
            Machine.FullFence();
            if (_inbox.FindNews(0, CoreCount) == CoreCount) return;
        }
    }

    /// <summary>Has this core know where it and another leave word for each other.</summary>
    private void Connect(CoreNumber other)
    {
        ref Outbound outbound = ref _outbox[other];
        Inbox theirs = (*_cores)[other].Inbox;
        outbound.Out = theirs.SignalsOf(_number);
        outbound.Mine = theirs.TableOf(_number);
        outbound.In = _inbox.SignalsOf(other);
        outbound.Seen = _inbox.SeenOf(other);
        outbound.Theirs = _inbox.TableOf(other);
        outbound.Parking = Visitor.NoSlot;
    }

    /// <summary>Goes round the other cores once, one step for each that has sent something.</summary>
    /// <returns>How many more steps it might have taken.</returns>
    private int HandleArrived(int most)
    {
        // Where this stops for having done enough, it begins the next time.
        int start = _nextSender;
        most = HandleArrived(start, CoreCount, most);
        return start == 0 || most == 0 ? most : HandleArrived(0, start, most);
    }

    /// <summary>Takes one step for each of a range of cores that has sent something.</summary>
    private int HandleArrived(int start, int end, int most)
    {
        for (int sender = start; (sender = _inbox.FindNews(sender, end)) < end;)
        {
            HandleNext(new CoreNumber(sender));
            sender++;
            if (--most != 0) continue;
            _nextSender = sender == CoreCount ? 0 : sender;
            break;
        }
        return most;
    }

    /// <summary>
    /// Handles the first of what a core has sent, which is something: a message, a call, or a result. They are handled in the order in which they were sent;
    /// but calls and results between the same two messages, which are of different threads, in any order.
    /// </summary>
    private void HandleNext(CoreNumber sender)
    {
        ref Outbound from = ref _outbox[sender];
        Signals* seen = from.Seen;
        ulong made = Machine.Observe(ref from.In->Made) ^ seen->Made, done = Machine.Observe(ref from.In->Done) ^ seen->Done;
        // The messages before it are there: they were published first.
        ulong first = ulong.MaxValue;
        int slot = 0;
        bool isResult = false;
        for (; made != 0; made &= made - 1)
        {
            int at = BitOperations.TrailingZeroCount(made);
            ulong before = from.Theirs->BeforeCall(at);
            if (before >= first) continue;
            first = before;
            slot = at;
        }
        for (; done != 0; done &= done - 1)
        {
            int at = BitOperations.TrailingZeroCount(done);
            ulong before = from.Theirs->BeforeResult(at);
            if (before >= first) continue;
            first = before;
            slot = at;
            isResult = true;
        }
        if (seen->Sent < first)
        {
            Handle(sender);
        }
        else if (isResult)
        {
            seen->Done ^= 1UL << slot;
            TakeResult(sender, slot);
        }
        else
        {
            seen->Made ^= 1UL << slot;
            ReceiveCall(sender, slot);
        }
    }

    private void Handle(CoreNumber sender)
    {
        Message message = _inbox.Take(sender);
        if ((message.Kind & MessageKind.Reply) != 0)
        {
            _outbox[sender].OpenRequests--;
            if (_dueLines != 0) SendDueLines(sender);
        }
        switch (message.Kind)
        {
            case MessageKind.Ping:
                Send(sender, new Pong(message.As<Ping>().Number));
                break;
            case MessageKind.Pong:
                LastPong = message.As<Pong>().Number;
                break;
            case MessageKind.ChunkRequest:
                Send(sender, AnswerChunkRequest());
                break;
            case MessageKind.RemoteCancel:
                Send(sender, default(RemoteCancelTaken));
                CancelVisitor(sender, message.As<RemoteCancel>());
                break;
            case MessageKind.RemoteDrop:
                RemoteDrop drop = message.As<RemoteDrop>();
                Send(sender, default(RemoteDropTaken));
                DropHandle(drop.Target, drop.Meaning);
                break;
            case MessageKind.RemoteRefusal:
                RemoteRefusal refusal = message.As<RemoteRefusal>();
                EndVisit(sender, refusal.Slot);
                Send(sender, new RemoteRefused(refusal.Slot));
                break;
            case MessageKind.RemoteRefused:
                LeaveSlot(sender, message.As<RemoteRefused>().Slot);
                SendDue(sender);
                break;
            case MessageKind.RemoteUnmap:
                ulong token = message.As<RemoteUnmap>().Token;
                Send(sender, default(RemoteUnmapTaken));
                UnmapOf(token);
                break;
            case MessageKind.RemoteUnpin:
                RemoteUnpin unpin = message.As<RemoteUnpin>();
                Send(sender, default(RemoteUnpinTaken));
                Unpin(unpin.Target, unpin.IsTaken);
                break;
            case MessageKind.RemoteView:
                RemoteView view = message.As<RemoteView>();
                Send(sender, default(RemoteViewTaken));
                MeetView(sender, view);
                break;
            case MessageKind.RemoteRevoke:
                RemoteRevoke revoke = message.As<RemoteRevoke>();
                Send(sender, default(RemoteRevokeTaken));
                LeaveView(revoke);
                break;
            case MessageKind.RemotePark:
                Send(sender, Park(sender, message.As<RemotePark>().Slot));
                break;
            case MessageKind.RemoteParked:
                TakeParked(sender, message.As<RemoteParked>());
                SendDue(sender);
                break;
            case MessageKind.RemoteResult:
                Send(sender, TakeResult(message.As<RemoteResult>()));
                break;
            case MessageKind.RemoteResultTaken:
                LeaveVisitor(message.As<RemoteResultTaken>());
                SendDue(sender);
                break;
            case MessageKind.RemoteSignal:
                RemoteSignal signal = message.As<RemoteSignal>();
                Send(sender, default(RemoteSignalTaken));
                Signal(signal.To, signal.Bits);
                break;
            case MessageKind.RemoteFlush:
                Send(sender, Forget(message.As<RemoteFlush>()));
                break;
            case MessageKind.RemoteFlushed:
                EndFlush(sender, message.As<RemoteFlushed>());
                SendDue(sender);
                break;
            case MessageKind.RemoteCancelTaken:
            case MessageKind.RemoteDropTaken:
            case MessageKind.RemoteUnmapTaken:
            case MessageKind.RemoteUnpinTaken:
            case MessageKind.RemoteViewTaken:
            case MessageKind.RemoteRevokeTaken:
            case MessageKind.RemoteSignalTaken:
            case MessageKind.LineRaisedTaken:
                SendDue(sender);
                break;
            case MessageKind.LineRequest:
                Send(sender, ActOnLine(sender, message.As<LineRequest>()));
                break;
            case MessageKind.LineAnswer:
                TakeLineAnswer(message.As<LineAnswer>());
                SendDue(sender);
                break;
            case MessageKind.LineRaised:
                TakeRaisedLine(message.As<LineRaised>().Owner);
                Send(sender, default(LineRaisedTaken));
                break;
            case MessageKind.ChunkAnswer:
                TakeChunkAnswer(message.As<ChunkAnswer>());
                break;
            default:
                Debug.Assert(false, "a message between cores is of no known kind");
                break;
        }
    }

    private void Send<T>(CoreNumber target, in T content) where T : struct, IMessage
    {
        ref readonly CoreEntry to = ref (*_cores)[target];
        ref Outbound outbound = ref _outbox[target];
        Debug.Assert(target != _number && to.Inbox.HasRoom(_number, outbound.Sent));
        to.Inbox.Put(_number, outbound.Sent++, in content);
        Wake(target);
    }

    /// <summary>Sees to it that a core looks at what was just published for it.</summary>
    private readonly void Wake(CoreNumber target)
    {
        Machine.FullFence();
        if (Machine.Observe(ref (*_cores)[target].Notice->Attention) == (ulong)Attention.Away) Machine.RingBell(target);
    }
}
