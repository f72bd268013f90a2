namespace Diesis.Kernel.Intercore;

/// <summary>Are you there? Asked of every core when it has started, and to measure how long a message takes.</summary>
public readonly struct Ping(ulong number) : IRequest<Pong>
{
    public static MessageKind Kind => MessageKind.Ping;

    public ulong Number { get; } = number;
}

public readonly struct Pong(ulong number) : IMessage
{
    public static MessageKind Kind => MessageKind.Pong;

    /// <summary>That of the <see cref="Ping"/>.</summary>
    public ulong Number { get; } = number;
}
