namespace Diesis.Boot.Uefi.Firmware;

/// <summary>How the firmware loaded a program. UEFI 2.10, 9.1.</summary>
public readonly struct EfiLoadedImage
{
    public readonly uint Revision;
    public readonly EfiHandle Parent;
    public readonly unsafe EfiSystemTable* SystemTable;

    /// <summary>The partition that the program came from.</summary>
    public readonly EfiHandle Device;
}
