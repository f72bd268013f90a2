namespace Diesis.Kernel.Devices;

/// <summary>Lets an interrupt through once each time it is opened, and remembers one that came while it was closed.</summary>
/// <remarks>
/// <code>
///             passes                          comes
///   open ──────────────► closed ────────────────────► closed, one waits
///    ▲                     │ ▲                              │
///    └───────opened────────┘ └──────opened: it passes───────┘
/// </code>
/// </remarks>
public struct InterruptLatch
{
    private bool _hasWaiting;

    public bool IsOpen { get; private set; }

    /// <summary>One has come.</summary>
    /// <returns>True: it passes. False: it waits until this is opened, together with all others that come.</returns>
    public bool TryPass()
    {
        bool passes = IsOpen;
        IsOpen = false;
        _hasWaiting |= !passes;
        return passes;
    }

    /// <returns>True: one has waited, and passes; so this is closed.</returns>
    public bool Open()
    {
        IsOpen = !_hasWaiting;
        _hasWaiting = false;
        return !IsOpen;
    }

    public void Close() => IsOpen = false;
}
