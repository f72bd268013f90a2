namespace Diesis.Boot.Uefi.Configuration;

/// <summary>Whether the kernel and the direct map go to places that change from boot to boot.</summary>
public enum Randomization
{
    On,
    Off,
}
