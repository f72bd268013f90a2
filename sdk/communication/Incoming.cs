using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>
/// A request that was received, and then its reply, in the same place. Generated dispatch takes nothing from it without a look: words, lengths,
/// handles and what is in the buffer are the client's word for it.
/// </summary>
public ref partial struct Incoming
{
    /// <summary>As it came; becomes the reply.</summary>
    public Message Message;

    /// <summary>Room for what goes through the buffer: private, so that nothing changes between look and use.</summary>
    private readonly Span<byte> _stage;
    private readonly ref SessionTable _sessions;

    /// <summary>Where objects that are returned can be reached: an <c>ObjectServer</c>, or nothing.</summary>
    private readonly object? _host;

    /// <summary>A <c>PendingCall</c> while a method is called that can be cancelled.</summary>
    internal object? Pending { get; set; }

    internal Incoming(Span<byte> stage, ref SessionTable sessions, object? host = null)
    {
        _host = host;
        Pending = null;
        _stage = stage;
        _sessions = ref sessions;
    }

    public readonly uint Method
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new RequestLabel(Message.Label).Method;
    }

    /// <summary>Did nothing come but a method's number, and words?</summary>
    public readonly bool IsPlain
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Message.Info.Bits == 0 && new RequestLabel(Message.Label).IsPlain;
    }

    /// <summary>Did so many handles come, and besides them nothing but words, and a part of the buffer?</summary>
    public readonly bool Brings(int handles)
        => Message.Info.ReceivedHandles == handles && new RequestLabel(Message.Label) is { IsValid: true, CallNumber: 0, PresentHandles: 0 };

    /// <summary>As <see cref="Brings"/>, with a number by which the call can be cancelled.</summary>
    public readonly bool BringsLater(int handles)
        => Message.Info.ReceivedHandles == handles && new RequestLabel(Message.Label) is { IsValid: true, PresentHandles: 0 };

    public readonly Caller Caller => new(Session.OpenedBy, new SessionBadge(Message.Badge).Session);

    private readonly ref Session Session => ref _sessions[new SessionBadge(Message.Badge).Session];

    /// <summary>Copies arguments out of the client's buffer, and makes room for results.</summary>
    /// <param name="arguments">Their bytes, as far as lengths that were looked at say.</param>
    /// <param name="results">The most bytes of these.</param>
    /// <returns>False when the client's buffer does not hold so many. Then the answer stands already.</returns>
    public bool TryFetch(int arguments, int results, out BufferReader reader, out Span<byte> room)
    {
        reader = default;
        room = default;
        ref Session session = ref Session;
        uint part = new RequestLabel(Message.Label).Part;
        if (part >= session.Parts || (uint)arguments > session.PartBytes || (uint)results > session.PartBytes) return Refuse();
        Span<byte> content = _stage.Slice(0, arguments);
        if (arguments != 0 && Kernel.ReadMemory(session.Buffer, (ulong)part * session.PartBytes, content) != Status.Ok) return Refuse();
        reader = new(content);
        room = _stage.Slice(arguments, results);
        room.Clear();
        return true;
    }

    /// <summary>The handle of that number, if it is what the contract says.</summary>
    /// <returns>False when it is not. Then all that came are released, and the answer stands already.</returns>
    public bool TryTakeHandle<T>(int number, Rights needed, out Handle<T> handle) where T : struct, IObject
    {
        Handle came = Handles.Of(in Message, number);
        bool isRight = Handles.Is(came, T.Type, needed);
        handle = isRight ? new(came) : default;
        return isRight || Refuse();
    }

    /// <summary>Answers that this is no request of the contract, and gives up what came with it.</summary>
    /// <returns>False, so that it can be returned.</returns>
    public bool Refuse()
    {
        Handles.ReleaseReceived(ref Message);
        Reply(Status.BadMessage);
        return false;
    }

    /// <summary>Answers that the contract has no such method.</summary>
    public void RefuseMethod()
    {
        Handles.ReleaseReceived(ref Message);
        Reply(Status.NoSuchCall);
    }

    /// <summary>Answers. Words and handles are added afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reply(Status status)
    {
        Message.Label = (ulong)status;
        Message.Info = default(MessageInfo).Accepting();
    }

    /// <summary>Answers that nobody is known here by the badge that came.</summary>
    internal void ReplyUnknown()
    {
        Reply(Status.PeerClosed);
        Message.Label = ReplyLabel.Unknown.Bits;
    }

    /// <summary>Sends results through the buffer, by the label that came.</summary>
    /// <param name="request">The label as it came.</param>
    public void ReplyThroughBuffer(Status status, ulong request, scoped ReadOnlySpan<byte> results)
    {
        ref Session session = ref Session;
        if (!results.IsEmpty
            && Kernel.WriteMemory(session.Buffer, (ulong)new RequestLabel(request).Part * session.PartBytes, results) != Status.Ok)
        {
            Reply(Status.BadMessage);
            return;
        }
        Reply(status);
        Message.Label = new ReplyLabel(Message.Label).WithBytes(results.Length).Bits;
    }
}
