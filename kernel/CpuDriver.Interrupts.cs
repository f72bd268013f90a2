namespace Diesis.Kernel;

/// <summary>Interrupts of devices, which all arrive at the boot core.</summary>
public unsafe partial struct CpuDriver
{
    internal void TakeDeviceInterrupt(uint line)
    {
        CheckWriter();
        LastDeviceLine = line;
        DeviceInterrupts++;
    }
}
