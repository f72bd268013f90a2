using Diesis.Devices;

namespace Diesis.Tests.Devices.Virtio;

/// <summary>Common registers that do what the specification says of them.</summary>
internal sealed class SimulatedCommonRegisters : IRegisterBlock
{
    public ulong Offered { get; set; } = 1UL << 32 | 1 << 29 | 1 << 5;
    public ulong Accepted { get; private set; }
    public bool RefusesFeatures { get; set; }
    public byte Status { get; set; }
    public int MessagesAreBelow { get; set; } = 4;
    public ushort[] Sizes { get; } = [256, 8];
    public Dictionary<(int Queue, int Register), uint> Queues { get; } = [];
    public List<byte> StatusWritten { get; } = [];
    public byte Generation { get; set; }
    public int ChangesLeft { get; set; }

    private uint _deviceSelect, _driverSelect;
    private ushort _queue, _changeMessage;

    public int Bytes => 56;

    public byte Read8(int at)
    {
        if (at == 20) return Status;
        Assert.Equal(21, at);
        if (ChangesLeft > 0)
        {
            ChangesLeft--;
            Generation++;
        }
        return Generation;
    }

    public ushort Read16(int at) => at switch
    {
        16 => _changeMessage,
        18 => (ushort)Sizes.Length,
        24 => Sizes[_queue],
        26 or 28 or 30 => (ushort)Queues.GetValueOrDefault((_queue, at)),
        _ => throw new InvalidOperationException($"{at}"),
    };

    public uint Read32(int at)
    {
        Assert.Equal(4, at);
        return (uint)(Offered >> (int)(32 * _deviceSelect));
    }

    public void Write8(int at, byte value)
    {
        Assert.Equal(20, at);
        StatusWritten.Add(value);
        Status = RefusesFeatures ? (byte)(value & ~8) : value;
    }

    public void Write16(int at, ushort value)
    {
        if (at == 22) _queue = value;
        else if (at is 16) _changeMessage = value == 0xFFFF || value < MessagesAreBelow ? value : (ushort)0xFFFF;
        else Queues[(_queue, at)] = at == 26 && value != 0xFFFF && value >= MessagesAreBelow ? 0xFFFFU : value;
    }

    public void Write32(int at, uint value)
    {
        if (at == 0) _deviceSelect = value;
        else if (at == 8) _driverSelect = value;
        else if (at == 12) Accepted = Accepted & ~(0xFFFF_FFFFUL << (int)(32 * _driverSelect)) | (ulong)value << (int)(32 * _driverSelect);
        else Queues[(_queue, at)] = value;
    }
}
