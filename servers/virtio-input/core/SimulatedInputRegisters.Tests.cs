using Diesis.Devices;

namespace Diesis.Tests.VirtioInput;

/// <summary>Registers whose content depends on what was selected. VIRTIO 1.2, 5.8.4, once more.</summary>
internal sealed class SimulatedInputRegisters : IRegisterBlock
{
    private byte _select, _detail;

    public bool HasLights { get; init; }
    public (int Least, int Most)? X { get; init; }
    public (int Least, int Most)? Y { get; init; }

    public int Bytes => 136;

    private (int Least, int Most)? Selected => (_select, _detail) switch { (0x12, 0) => X, (0x12, 1) => Y, _ => null };

    public byte Read8(int at)
    {
        Assert.Equal(2, at);
        return (byte)((_select, _detail) == (0x11, 0x11) ? HasLights ? 1 : 0 : Selected is null ? 0 : 20);
    }

    public uint Read32(int at) => (uint)(at == 8 ? Selected!.Value.Least : Selected!.Value.Most);

    public void Write8(int at, byte value)
    {
        if (at == 0) _select = value;
        else if (at == 1) _detail = value;
        else Assert.Fail($"{at} cannot be written");
    }

    public ushort Read16(int at) => throw new NotSupportedException();
    public void Write16(int at, ushort value) => throw new NotSupportedException();
    public void Write32(int at, uint value) => throw new NotSupportedException();
}
