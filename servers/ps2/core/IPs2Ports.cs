namespace Diesis.Servers.Ps2;

/// <summary>The ports of a keyboard controller, and time: Intel 8042, or what behaves like one (PC AT Technical Reference, "Keyboard Controller"; QEMU, hw/input/pckbd.c).</summary>
public interface IPs2Ports
{
    Ps2Status ReadStatus();
    byte ReadData();
    void WriteData(byte value);
    void WriteCommand(byte command);

    /// <summary>Time that goes by while something is waited for.</summary>
    ulong NowNs { get; }
    void Pause();
}
