namespace Diesis.Communication;

/// <summary>A service that is told of signals, too, by the thread that serves: so nothing in it happens at the same time as anything else.</summary>
public interface ISignalled
{
    /// <summary>The notification that is bound to the thread was signalled.</summary>
    void Signalled(ulong bits);

    /// <summary>It wants to serve no more.</summary>
    bool IsDone { get; }
}
