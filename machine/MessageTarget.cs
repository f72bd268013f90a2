namespace Diesis.Machines;

/// <summary>How a device raises an interrupt by a write.</summary>
public struct MessageTarget
{
    /// <summary>The machine's own number for it, on the core that it comes to.</summary>
    public uint Number;

    public PhysicalAddress Address;
    public uint Data;
}
