namespace Diesis.Servers.Clocks;

/// <summary>A PC's battery-backed memory, whose first registers are a clock, and time that goes by while something is waited for.</summary>
public interface ICmosPorts
{
    byte Read(byte register);
    void Write(byte register, byte value);
    ulong NowNs { get; }
}
