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
    public bool IsOpen { get; private set; }

    /// <summary>One has come while it was closed, or several.</summary>
    public bool HasWaiting { get; private set; }

    /// <summary>One has come.</summary>
    /// <returns>True: it passes. False: it waits until this is opened, together with all others that come.</returns>
    public bool TryPass()
    {
        bool passes = IsOpen;
        IsOpen = false;
        HasWaiting |= !passes;
        return passes;
    }

    /// <returns>True: one has waited, and passes; so this is closed.</returns>
    public bool Open()
    {
        IsOpen = !HasWaiting;
        HasWaiting = false;
        return !IsOpen;
    }

    public void Close() => IsOpen = false;
}
