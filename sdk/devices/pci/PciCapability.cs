namespace Diesis.Devices.Pci;

/// <summary>What a function can do beyond what all can, and where its registers for that are.</summary>
/// <param name="Register">A multiple of 4.</param>
public readonly record struct PciCapability(CapabilityId Id, int Register);

/// <summary>Kinds of capabilities: PCI Code and ID Assignment 1.11, 2 and 3. Extended ones have theirs above <see cref="Extended"/>.</summary>
public enum CapabilityId
{
    PowerManagement = 0x01,
    MessageSignalling = 0x05,

    /// <summary>What it is only its vendor says; virtio's are such.</summary>
    Vendor = 0x09,
    Express = 0x10,
    MessageTable = 0x11,
    AdvancedFeatures = 0x13,

    Extended = 0x1_0000,
    ErrorReporting = Extended | 0x0001,
    SerialNumber = Extended | 0x0003,
    AccessControl = Extended | 0x000D,
    VirtualFunctions = Extended | 0x0010,
}
