namespace Diesis.Boot.Uefi.Firmware;

/// <summary>What each of the firmware's tables begins with. UEFI 2.10, 4.2.</summary>
public readonly struct EfiTableHeader
{
    public readonly ulong Signature;
    public readonly uint Revision;
    public readonly uint Size;
    public readonly uint Checksum;
    private readonly uint _reserved;
}
