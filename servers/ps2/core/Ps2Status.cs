namespace Diesis.Servers.Ps2;

/// <summary>The controller's status. PC AT Technical Reference, "Status Register"; of the mouse's bit, PS/2 Hardware Interface Technical Reference.</summary>
/// <remarks>
///   7        6         5       4..2   1       0
///   parity   timeout   mouse   …      busy    there is a byte
/// </remarks>
public readonly struct Ps2Status(byte bits)
{
    /// <summary>A byte can be read.</summary>
    public bool HasByte => (bits & 1) != 0;

    /// <summary>It has not taken yet what was written before.</summary>
    public bool IsBusy => (bits & 2) != 0;

    /// <summary>The byte is the mouse's.</summary>
    public bool IsOfMouse => (bits & 0x20) != 0;

    /// <summary>The byte did not arrive whole, or did not arrive.</summary>
    public bool IsBad => (bits & 0xC0) != 0;
}
