namespace Diesis.Devices.Pci;

/// <summary>Where registers are that every function has. PCI Local Bus Specification 3.0, 6.1 and 6.2; of bridges, PCI-to-PCI Bridge Architecture 1.2, 3.2.</summary>
internal static class ConfigurationRegister
{
    /// <summary>Vendor in the lower half, device in the upper.</summary>
    public const int Identity = 0x00;

    /// <summary>Command in the lower half, status in the upper, whose bits are cleared by writing ones: zeros leave them.</summary>
    public const int Command = 0x04;

    /// <summary>Revision in the lowest byte, class in the others.</summary>
    public const int Class = 0x08;

    /// <summary>The header's kind is in bits 23 to 16.</summary>
    public const int Header = 0x0C;

    public const int FirstRange = 0x10;

    /// <summary>Of a bridge: primary, secondary and last subordinate bus, from the lowest byte.</summary>
    public const int Buses = 0x18;

    public const int Subsystem = 0x2C;
    public const int Capabilities = 0x34;

    /// <summary>PCI Express Base Specification 5.0, 7.6.2.</summary>
    public const int ExtendedCapabilities = 0x100;
}
