using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>When a call is made again whose server has gone.</summary>
public enum Repeats
{
    /// <summary>Not at all: what it took along is gone.</summary>
    Never,

    /// <summary>Only when the service never saw it.</summary>
    IfNotMade,

    /// <summary>Doing it twice is as good as doing it once.</summary>
    Always,
}

/// <summary>
/// A call in a conversation that outlives its server. Generated clients of contracts that say so make each of their calls by one, and make it again as long as
/// <see cref="Again"/> says. Whether it is made again or not, the next call goes to the new server.
/// </summary>
public ref struct Attempts
{
    /// <summary>A call that ends its server each time is not made for ever.</summary>
    private const int MostRepeats = 3;

    private readonly Repeats _allowed;
    private Connection _connection;
    private int _repeats;
    private bool _wasNotMade, _isAnswer;

    /// <param name="connection">One that does not outlive its server is called once.</param>
    public Attempts(Connection connection, Repeats allowed)
    {
        _allowed = allowed;
        _connection = connection.Now;
        _repeats = 0;
        _wasNotMade = _isAnswer = false;
    }

    /// <summary>As <see cref="Connection.Call(ref Message)"/>.</summary>
    public Status Call(ref Message message) => Note(_connection.Call(ref message), in message);

    /// <summary>As <see cref="Connection.Call(ref Message, ReadOnlySpan{byte}, Span{byte})"/>.</summary>
    public Status Call(ref Message message, scoped ReadOnlySpan<byte> sent, scoped Span<byte> received)
        => Note(_connection.Call(ref message, sent, received), in message);

    /// <summary>With an object that a call returned. It ends with its server.</summary>
    public readonly Connection To(Handle<Endpoint> other) => _connection.To(other);

    private Status Note(Status status, in Message message)
    {
        // Another thread has put a new handle in the place of this one just now, and let go of it.
        bool isReplaced = status == Status.BadHandle && _connection.Now.Endpoint.Value != _connection.Endpoint.Value;
        bool isReply = status == Status.PeerClosed && message.Info.Status == Status.Ok, isUnknown = isReply && new ReplyLabel(message.Label).WasNotMade;
        _wasNotMade = isReplaced || isUnknown;
        // The service lives, and says so of somebody whom it asked itself.
        _isAnswer = isReply && !isUnknown;
        return isReplaced ? Status.PeerClosed : status;
    }

    /// <summary>Is the call to be made again? If its server has gone the conversation was begun anew.</summary>
    /// <param name="status">How it went.</param>
    public bool Again(Status status)
    {
        if (status != Status.PeerClosed || _isAnswer || !_connection.IsLasting || _connection.Renew() != Status.Ok) return false;
        _connection = _connection.Now;
        bool isAllowed = _allowed == Repeats.Always || _allowed == Repeats.IfNotMade && _wasNotMade;
        return isAllowed && _repeats++ < MostRepeats;
    }
}
