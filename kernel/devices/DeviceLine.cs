using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel.Devices;

/// <summary>
/// The wire of a device. The boot core alone keeps the machine's interrupt controllers, so that is where all wires lead, and the only core
/// that writes these; the owner may live on another.
/// </summary>
// SAFETY: the owner gives the line up before it goes, and its core tells it of what came before that.
public unsafe struct DeviceLine
{
    /// <summary>Who has it, or null.</summary>
    public Interrupt* Owner;

    /// <summary>Where the owner lives.</summary>
    public CoreNumber Core;

    /// <summary>It stays up until its device was served, so nothing is forgotten while it is masked.</summary>
    public bool IsLevel;

    public InterruptLatch Latch;

    /// <summary>Its owner's core is still to be told that it came.</summary>
    public bool IsDue;
}
