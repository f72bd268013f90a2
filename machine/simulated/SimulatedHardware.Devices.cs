using System;

namespace Diesis.Machines.Simulated;

/// <summary>Devices that do what they want, at any time, and what drivers have them do at once.</summary>
public sealed partial class SimulatedHardware
{
    /// <summary>So many wires have such a device. Each has a page of registers, the first ones behind the memory.</summary>
    public const int DeviceCount = 4;

    /// <summary>Seeds differ in whether the machine has I/O ports.</summary>
    public uint PortCount { get; private set; }

    private const uint AllPorts = 1 << 16;

    /// <summary>How often they act; 0 for never.</summary>
    private int _deviceActsOneIn;

    /// <summary>Do devices act by themselves?</summary>
    public bool HasDevices => _deviceActsOneIn != 0;

    /// <summary>Has devices act by themselves from now on.</summary>
    public void PlayDevices() => _deviceActsOneIn = 8 << _random.Below(6);

    /// <summary>A machine that lacks nothing, whatever its seed.</summary>
    public void HaveAll()
    {
        HasMessages = true;
        PortCount = AllPorts;
    }

    /// <summary>The first page that is no memory.</summary>
    public ulong FirstDevicePage => Memory.Bytes >> Page.Shift;

    /// <summary>A driver writes to a register: an odd number has the device of the page signal, an even one end that, or send a message.</summary>
    public void WriteDevice(Frame page, ulong value)
    {
        ulong device = page.Number - FirstDevicePage;
        if (device >= DeviceCount) return;
        Operate((uint)device, (uint)value);
    }

    private void PlayDevice() => Operate((uint)_random.Below(DeviceCount), (uint)_random.Next());

    private void Operate(uint device, uint how)
    {
        if ((how & 1) != 0) RaiseLine(device);
        else if ((how & 2) != 0) LowerLine(device);
        else SendMessage(new CoreNumber((int)(how >> 16) % CoreCount), (how >> 8) % MessagesPerCore);
    }
}
