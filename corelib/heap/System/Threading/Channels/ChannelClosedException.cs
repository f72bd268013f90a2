namespace System.Threading.Channels;

/// <summary>What reading from a channel ends with that is closed and empty, and writing to a closed one.</summary>
public class ChannelClosedException(Exception? innerException) : InvalidOperationException("The channel has been closed.", innerException)
{
    public ChannelClosedException() : this(null) { }
}
