using Diesis.Abi;

namespace Diesis.Servers.Clocks;

/// <summary>The two ports of a PC's battery-backed memory.</summary>
internal sealed class CmosPorts : ICmosPorts
{
    // Bit 7 of the index keeps non-maskable interrupts off (ICH9 datasheet, 13.7): it is never set here.
    private const ushort IndexPort = 0x70, DataPort = 0x71;

    private CmosPorts() { }

    /// <returns>Null where there are no such ports.</returns>
    public static CmosPorts? TryOpen() => IoPort.Enable(IndexPort, 2) == Status.Ok ? new CmosPorts() : null;

    public byte Read(byte register)
    {
        IoPort.Write8(IndexPort, register);
        return IoPort.Read8(DataPort);
    }

    public void Write(byte register, byte value)
    {
        IoPort.Write8(IndexPort, register);
        IoPort.Write8(DataPort, value);
    }

    public ulong NowNs => Clock.Now;
}
