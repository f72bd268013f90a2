using Internal.Runtime.CompilerHelpers;

namespace System.Threading.Channels;

public abstract class ChannelOptions
{
    // Promises that would allow a faster channel; this library has one that needs none.
    public bool SingleWriter { get; set; }
    public bool SingleReader { get; set; }

    /// <summary>Whoever writes may run the code of who waits to read, and the other way around.</summary>
    public bool AllowSynchronousContinuations { get; set; }
}

public sealed class UnboundedChannelOptions : ChannelOptions { }

public sealed class BoundedChannelOptions : ChannelOptions
{
    public BoundedChannelOptions(int capacity)
    {
        if (capacity < 1) ThrowHelpers.ThrowArgumentOutOfRangeException();
        Capacity = capacity;
    }

    public int Capacity { get; set; }
    public BoundedChannelFullMode FullMode { get; set; } = BoundedChannelFullMode.Wait;
}

/// <summary>What writing to a full channel does.</summary>
public enum BoundedChannelFullMode
{
    Wait,

    /// <summary>Drops the one written last.</summary>
    DropNewest,

    /// <summary>Drops the one to be read next.</summary>
    DropOldest,

    /// <summary>Drops the one that is being written.</summary>
    DropWrite,
}
