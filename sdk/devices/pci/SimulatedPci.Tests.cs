using Diesis.Devices.Pci;

namespace Diesis.Tests.Devices.Pci;

/// <summary>Functions that are arrays of registers.</summary>
internal sealed class SimulatedPci : IConfigurationSpace
{
    private readonly Dictionary<PciAddress, SimulatedFunction> _functions = [];

    public int BytesPerFunction => 4096;

    public SimulatedFunction Add(PciAddress address, ushort vendor, ushort device, uint classCode)
    {
        SimulatedFunction added = new();
        added.Words[0] = vendor | (uint)device << 16;
        added.Words[2] = classCode << 8;
        return _functions[address] = added;
    }

    public void AddBridge(PciAddress address, byte secondary, byte subordinate)
    {
        SimulatedFunction bridge = Add(address, 0x1B36, 0x000C, 0x06_0400);
        bridge.Words[3] = 1 << 16;
        bridge.Words[6] = address.Bus | (uint)secondary << 8 | (uint)subordinate << 16;
    }

    public uint Read(PciAddress function, int register)
    {
        Assert.True(register % 4 == 0 && register is >= 0 and < 4096);
        return _functions.TryGetValue(function, out SimulatedFunction? found) ? found.Words[register / 4] : uint.MaxValue;
    }

    public void Write(PciAddress function, int register, uint value)
    {
        Assert.True(register % 4 == 0 && register is >= 0 and < 4096);
        _functions[function].Write(register / 4, value);
    }
}

internal sealed class SimulatedFunction
{
    private const uint PortsAndMemory = 3;

    private int _lastCapability, _lastExtended;

    public SimulatedFunction() => Writable[1] = 0x07FF;

    public uint[] Words { get; } = new uint[1024];

    /// <summary>Which of a register's bits can be changed.</summary>
    public uint[] Writable { get; } = new uint[1024];

    public ushort Command
    {
        get => (ushort)Words[1];
        set => Words[1] = Words[1] & 0xFFFF_0000 | value;
    }

    public bool WasDeafWhileMeasured { get; private set; } = true;

    public void Write(int word, uint value)
    {
        if (value == uint.MaxValue && (Words[1] & PortsAndMemory) != 0) WasDeafWhileMeasured = false;
        Words[word] = Words[word] & ~Writable[word] | value & Writable[word];
    }

    public void SetSubsystem(ushort vendor, ushort device) => Words[0x2C / 4] = vendor | (uint)device << 16;

    public void HasSeveralFunctions() => Words[3] |= 0x80 << 16;

    public void AddRaw(int index, uint word, uint writable)
    {
        Words[4 + index] = word;
        Writable[4 + index] = writable;
    }

    public void AddMemory(int index, uint start, uint bytes) => AddRaw(index, start, ~(bytes - 1) & ~0xFU);

    public void AddPorts(int index, ushort start, ushort bytes) => AddRaw(index, start | 1U, ~(bytes - 1U) & 0xFFFC);

    public void AddWideMemory(int index, ulong start, ulong bytes, bool isPrefetchable)
    {
        AddRaw(index, (uint)start | 4 | (isPrefetchable ? 8U : 0), (uint)~(bytes - 1) & ~0xFU);
        AddRaw(index + 1, (uint)(start >> 32), (uint)(~(bytes - 1) >> 32));
    }

    public void AddCapability(byte at, byte kind)
    {
        Words[1] |= 1 << 20;
        if (_lastCapability == 0) Words[0x34 / 4] = at;
        else Words[_lastCapability / 4] |= (uint)at << 8;
        Words[at / 4] |= kind;
        _lastCapability = at;
    }

    public void AddExtended(int at, ushort kind)
    {
        if (_lastExtended != 0) Words[_lastExtended / 4] |= (uint)at << 20;
        Words[at / 4] = kind | 1U << 16;
        _lastExtended = at;
    }
}
