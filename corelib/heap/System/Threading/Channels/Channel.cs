using Internal.Runtime.CompilerHelpers;

namespace System.Threading.Channels;

/// <summary>Makes channels: queues between those who write and those who read, who wait for each other.</summary>
public static class Channel
{
    public static Channel<T> CreateUnbounded<T>() => CreateUnbounded<T>(new UnboundedChannelOptions());

    public static Channel<T> CreateUnbounded<T>(UnboundedChannelOptions options)
        => new QueueChannel<T>(
            int.MaxValue, BoundedChannelFullMode.Wait, null, options.AllowSynchronousContinuations);

    public static Channel<T> CreateBounded<T>(int capacity)
    {
        if (capacity < 1) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return CreateBounded<T>(new BoundedChannelOptions(capacity));
    }

    public static Channel<T> CreateBounded<T>(BoundedChannelOptions options) => CreateBounded<T>(options, null);

    /// <param name="itemDropped">Is told of what was dropped for want of room.</param>
    public static Channel<T> CreateBounded<T>(BoundedChannelOptions options, Action<T>? itemDropped)
        => new QueueChannel<T>(options.Capacity, options.FullMode, itemDropped, options.AllowSynchronousContinuations);
}

/// <summary>Both ends of a channel of one type.</summary>
public abstract class Channel<T> : Channel<T, T> { }

/// <summary>Both ends of a channel that reads something else than was written.</summary>
public abstract class Channel<TWrite, TRead>
{
    public ChannelReader<TRead> Reader { get; protected set; } = null!;
    public ChannelWriter<TWrite> Writer { get; protected set; } = null!;

    public static implicit operator ChannelReader<TRead>(Channel<TWrite, TRead> channel) => channel.Reader;
    public static implicit operator ChannelWriter<TWrite>(Channel<TWrite, TRead> channel) => channel.Writer;
}
