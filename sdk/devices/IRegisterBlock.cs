namespace Diesis.Devices;

/// <summary>Registers of a device that lie in memory. Each access is made once, as wide as it says, and in the order of the program.</summary>
/// <remarks>Offsets are in bytes, multiples of the width, and inside; who has them from a device checks that first.</remarks>
public interface IRegisterBlock
{
    int Bytes { get; }

    byte Read8(int at);
    ushort Read16(int at);
    uint Read32(int at);
    void Write8(int at, byte value);
    void Write16(int at, ushort value);
    void Write32(int at, uint value);
}
