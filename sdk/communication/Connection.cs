using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>
/// The client's end of a conversation with one object of a server, which knows it by the badge of the endpoint's handle. Copies of it are the
/// same connection; whoever disposes of it has seen to it that nobody uses it any more.
/// </summary>
/// <remarks>
/// Any thread may call at any time. Calls whose arguments fit in words need nothing but the handle. Others have a part of the connection's
/// buffer to themselves as long as they last (<see cref="SharedBuffers"/>).
/// </remarks>
public readonly struct Connection
{
    private const ulong CloseTimeoutNs = 1_000_000_000;

    private readonly int _buffer;
    private readonly bool _isPart;

    /// <summary>Its number among <see cref="LastingConversations"/>; 0 for one that ends with its server.</summary>
    private readonly ushort _lasting;
    private readonly ulong _timeoutNs;

    private Connection(Handle<Endpoint> endpoint, int buffer, bool isPart, ushort lasting, ulong timeoutNs)
    {
        Endpoint = endpoint;
        _buffer = buffer;
        _isPart = isPart;
        _lasting = lasting;
        _timeoutNs = timeoutNs;
    }

    /// <summary>By which the server knows the conversation; of one that outlives it, the handle of when this was made (<see cref="Now"/>).</summary>
    public Handle<Endpoint> Endpoint { get; }
    public bool IsNone => Endpoint.IsNone;

    /// <summary>It outlives its server.</summary>
    internal bool IsLasting => _lasting != 0;

    /// <summary>Stays the same as long as the connection does.</summary>
    internal ulong Key => IsLasting ? ulong.MaxValue - _lasting : Endpoint.Value;

    /// <summary>With the handle that is good now.</summary>
    internal Connection Now => IsLasting ? new(LastingConversations.Current(_lasting), _buffer, _isPart, _lasting, _timeoutNs) : this;

    /// <summary>The same connection, through which each call ends with <see cref="Status.TimedOut"/> after so long. 0: however long it takes.</summary>
    public Connection Within(ulong timeoutNs) => new(Endpoint, _buffer, _isPart, _lasting, timeoutNs);

    /// <summary>With another object of the same conversation, which shares its buffer and ends before it.</summary>
    public Connection To(Handle<Endpoint> other) => new(other, _buffer, isPart: true, lasting: 0, _timeoutNs);

    /// <summary>Begins a conversation about a contract at an endpoint, which stays the caller's.</summary>
    /// <param name="hash">The contract's.</param>
    /// <param name="bufferBytes">What one of its calls takes of a buffer at most.</param>
    /// <param name="parts">How many calls may use the buffer at the same time.</param>
    /// <returns><see cref="Status.NotSupported"/>: the server speaks another contract, or another version of it.</returns>
    public static Status Open(Handle<Endpoint> at, ulong hash, int bufferBytes, int parts, out Connection connection)
    {
        connection = default;
        int buffer = SharedBuffers.None;
        Status status = Status.Ok;
        if (bufferBytes != 0) status = SharedBuffers.Create(bufferBytes, parts, out buffer);
        Message message = default;
        if (status == Status.Ok) status = Hello.Ask(ref message, hash, buffer);
        Handle<Endpoint> endpoint = default;
        if (status == Status.Ok) status = Hello.Exchange(at, ref message, out endpoint);
        if (status == Status.Ok) connection = new(endpoint, buffer, isPart: false, lasting: 0, 0);
        else SharedBuffers.Release(buffer);
        return status;
    }

    /// <summary>As <see cref="Open"/>, for a conversation that is begun anew, at the same endpoint, when its server was: calls are made by <see cref="Attempts"/>.</summary>
    /// <param name="at">Can be cloned, or <see cref="Status.NotPermitted"/> is the answer.</param>
    public static Status OpenLasting(Handle<Endpoint> at, ulong hash, int bufferBytes, int parts, out Connection connection)
    {
        int attempts = 0;
        Status status;
        // The server may end while it is met; then the next one is.
        do status = Open(at, hash, bufferBytes, parts, out connection);
        while (status == Status.PeerClosed && ++attempts < LastingConversations.MostAttempts);
        if (status != Status.Ok) return status;
        status = LastingConversations.Add(at, hash, connection._buffer, connection.Endpoint, out ushort lasting);
        if (status == Status.Ok)
        {
            connection = new(connection.Endpoint, connection._buffer, isPart: false, lasting, 0);
            return Status.Ok;
        }
        connection.Close();
        connection = default;
        return status;
    }

    /// <summary>Has the conversation go on, which the server did not know any more by the handle that this has.</summary>
    internal Status Renew() => LastingConversations.Renew(_lasting, Endpoint, _timeoutNs == 0 ? ulong.MaxValue : Clock.After(_timeoutNs));

    /// <summary>Makes a call whose request and reply are words and handles.</summary>
    /// <returns>How it was answered, or why it was not.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Status Call(ref Message message)
    {
        if (_timeoutNs != 0) SetDeadline(ref message);
        Status status = Kernel.Call(Endpoint, ref message);
        return status == Status.Ok ? new ReplyLabel(message.Label).Status : status;
    }

    /// <summary>There is room for it: no contract's call takes as many handles as a message has.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SetDeadline(ref Message message) => _ = message.TrySetDeadline(Clock.After(_timeoutNs));

    /// <summary>Makes a call that takes a part of the buffer.</summary>
    /// <param name="sent">What goes there.</param>
    /// <param name="received">Room for all that may come back; how much did says the reply's label.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Status Call(ref Message message, scoped ReadOnlySpan<byte> sent, scoped Span<byte> received)
    {
        Status status = SharedBuffers.Take(_buffer, out BufferPart part);
        if (status != Status.Ok) return status;
        message.Label = new RequestLabel(message.Label).WithPart(part.Number).Bits;
        if (!sent.IsEmpty) status = Kernel.WriteMemory(part.Memory, part.Offset, sent);
        if (status == Status.Ok) status = Call(ref message);
        if (status == Status.Ok)
        {
            int bytes = (int)new ReplyLabel(message.Label).Bytes;
            if (bytes > received.Length) status = Status.BadMessage;
            else if (bytes != 0) status = Kernel.ReadMemory(part.Memory, part.Offset, received.Slice(0, bytes));
        }
        SharedBuffers.Give(_buffer, part);
        return status;
    }

    /// <summary>Ends the conversation, or what is left of it for this object: the server forgets what it keeps for it.</summary>
    public void Close()
    {
        Close(Now.Endpoint);
        if (IsLasting) LastingConversations.Remove(_lasting);
        if (!_isPart) SharedBuffers.Release(_buffer);
    }

    /// <summary>Ends the conversation, or the part of one, to which a handle leads.</summary>
    internal static void Close(Handle<Endpoint> endpoint)
    {
        Message message = new() { Label = RequestLabel.Close };
        // A server that does not answer learns of the end when this process ends.
        _ = message.TrySetDeadline(Clock.After(CloseTimeoutNs));
        _ = Kernel.Call(endpoint, ref message);
        _ = Kernel.Release(endpoint);
    }

    /// <summary>Tells the server that nobody wants the answer any more to a call that is under way.</summary>
    internal void Cancel(uint number)
    {
        Message message = new() { Label = RequestLabel.Cancel, Word0 = number };
        _ = Kernel.Call(Now.Endpoint, ref message);
    }
}
