namespace Diesis.Contracts.Terminals;

/// <summary>What becomes of Ctrl-C.</summary>
public enum InterruptKey : byte
{
    /// <summary>It is read like any other key: the byte 3.</summary>
    IsRead,

    /// <summary>Those who watch are told (<see cref="TerminalEvents.Interrupted"/>), and it is not read.</summary>
    IsTold,
}
