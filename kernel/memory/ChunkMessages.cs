using Diesis.Kernel.Intercore;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>Can you spare a chunk?</summary>
public readonly struct ChunkRequest : IRequest<ChunkAnswer>
{
    public static MessageKind Kind => MessageKind.ChunkRequest;
}

/// <summary>Here is one, or: no. From the moment this is sent an offered chunk is the receiver's.</summary>
public readonly struct ChunkAnswer : IMessage
{
    private readonly ulong _offered;
    private readonly Frame _first;

    private ChunkAnswer(Frame first)
    {
        _offered = 1;
        _first = first;
    }

    public static MessageKind Kind => MessageKind.ChunkAnswer;

    public static ChunkAnswer Refusal => default;
    public static ChunkAnswer Offer(Frame first) => new(first);

    public bool TryTake(out Frame first)
    {
        first = _first;
        return _offered != 0;
    }
}
