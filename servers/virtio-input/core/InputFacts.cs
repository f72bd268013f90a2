using Diesis.Devices;

namespace Diesis.VirtioInput;

/// <summary>From where to where an axis goes.</summary>
public readonly record struct AxisRange(int Least, int Most)
{
    private const long Full = 65_535;

    /// <summary>Where a value lies between both ends: 0 to 65,535. What is outside lies at the end.</summary>
    public int Scale(int value)
    {
        if (Most <= Least) return 0;
        long clamped = value < Least ? Least : value > Most ? Most : value;
        return (int)((clamped - Least) * Full / ((long)Most - Least));
    }
}

/// <summary>What a device says of itself. VIRTIO 1.2, 5.8.4 and 5.8.5: what is asked for is selected, and stands in the registers then.</summary>
public sealed class InputFacts
{
    private const int SelectAt = 0, DetailAt = 1, SizeAt = 2, ContentAt = 8, LeastBytes = ContentAt + 2 * sizeof(uint);
    private const byte EventBits = 0x11, AxisFacts = 0x12;
    private const int AxisBytes = 20;

    public bool HasLights { get; private init; }
    public AxisRange X { get; private init; }
    public AxisRange Y { get; private init; }

    /// <summary>A device that says nothing has neither lights nor axes.</summary>
    public static InputFacts Read<TRegisters>(TRegisters registers) where TRegisters : IRegisterBlock
    {
        if (registers.Bytes < LeastBytes) return new();
        return new()
        {
            HasLights = SizeOf(registers, EventBits, (byte)DeviceEvent.Light) != 0,
            X = ReadAxis(registers, 0), Y = ReadAxis(registers, 1),
        };
    }

    private static AxisRange ReadAxis<TRegisters>(TRegisters registers, byte axis) where TRegisters : IRegisterBlock
        => SizeOf(registers, AxisFacts, axis) < AxisBytes ? default
            : new(unchecked((int)registers.Read32(ContentAt)), unchecked((int)registers.Read32(ContentAt + sizeof(uint))));

    /// <summary>Selects something; 0 when the device does not have it.</summary>
    private static int SizeOf<TRegisters>(TRegisters registers, byte select, byte detail) where TRegisters : IRegisterBlock
    {
        registers.Write8(SelectAt, select);
        registers.Write8(DetailAt, detail);
        return registers.Read8(SizeAt);
    }
}
