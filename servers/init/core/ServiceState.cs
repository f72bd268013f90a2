using Diesis.Abi;

namespace Diesis.Servers.Init;

/// <summary>How a service stands.</summary>
/// <remarks>
///   Idle ─► Starting ─► Running ─► Waiting ─► Starting …      it ended, and is started again after a while
///                          │          └────► GivenUp          it ended too often
///                          ├─► Ended                          it ended, and that was all right
///                          └─► Stopping ─► Ended              the system shuts down
/// </remarks>
public enum ServiceState : byte
{
    /// <summary>Never started: nobody needs it yet.</summary>
    Idle,
    Running,

    /// <summary>To be started again when its time has come.</summary>
    Waiting,
    GivenUp,
    Ended,
    Stopping,

    /// <summary>Its process is being made, or will be when those it wants have theirs.</summary>
    Starting,
}

/// <summary>How an instance of a service ended.</summary>
public readonly record struct ServiceEnd(ExitKind Kind, ulong Status)
{
    /// <summary>By itself, and content.</summary>
    public bool IsClean => Kind == ExitKind.Returned && Status == 0;
}
