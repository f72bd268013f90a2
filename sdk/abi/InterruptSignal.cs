namespace Diesis.Abi;

/// <summary>How a device says on its wire that it wants to be served.</summary>
public enum InterruptSignal : uint
{
    /// <summary>By going from low to high: most of ISA's.</summary>
    RisingEdge = 0,

    FallingEdge = 1,

    /// <summary>By staying high until it was served: most of an Arm machine's.</summary>
    HighLevel = 2,

    /// <summary>By staying low until it was served: PCI's wires, on a PC.</summary>
    LowLevel = 3,
}
