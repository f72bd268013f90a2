namespace Diesis.Devices.Pci;

/// <summary>The registers by which functions are found and set up, 32 bits at a time.</summary>
public interface IConfigurationSpace
{
    /// <summary>How many bytes each function has: 256, or 4096 with those of PCI Express.</summary>
    int BytesPerFunction { get; }

    /// <param name="register">Its offset in bytes, a multiple of 4 below <see cref="BytesPerFunction"/>.</param>
    /// <returns>All ones where there is no function.</returns>
    uint Read(PciAddress function, int register);

    void Write(PciAddress function, int register, uint value);
}
