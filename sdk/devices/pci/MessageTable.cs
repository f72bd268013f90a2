namespace Diesis.Devices.Pci;

/// <summary>Interrupts that a function raises by writes of its own, to addresses that stand in a table in one of its ranges (MSI-X).</summary>
/// <remarks>
/// PCI Local Bus Specification 3.0, 6.8.2. The registers say where the table is; an entry has 16 bytes:
/// <code>
///   + 0   address      + 4   its upper half      + 8   data      + 12   control: bit 0 keeps it back
/// </code>
/// </remarks>
public readonly struct MessageTable
{
    public const int BytesPerEntry = 16;

    private const uint IsOn = 1U << 31, KeepsAllBack = 1 << 30, LastEntryMask = 0x7FF;
    private const int LastEntryShift = 16, TableAt = 4;
    private const uint RangeMask = 7;

    private const int UpperHalfAt = 4, DataAt = 8, ControlAt = 12;
    private const uint KeepsBack = 1;

    private readonly PciAddress _function;
    private readonly int _register;

    private MessageTable(PciAddress function, int register, int count, PciRange range, ulong offset)
    {
        _function = function;
        _register = register;
        Count = count;
        Range = range;
        Offset = offset;
    }

    /// <summary>How many messages there are, from 1 to 2048.</summary>
    public int Count { get; }

    /// <summary>Where the table lies: so many bytes behind the beginning of the range.</summary>
    public PciRange Range { get; }
    public ulong Offset { get; }

    public ulong Bytes => (ulong)Count * BytesPerEntry;

    /// <returns>False: it has none, or one that is not inside of a range of the function's memory.</returns>
    public static bool TryFind(IConfigurationSpace space, PciFunction function, out MessageTable found)
    {
        found = default;
        if (!function.TryFind(CapabilityId.MessageTable, out PciCapability capability)) return false;
        int count = (int)(space.Read(function.Address, capability.Register) >> LastEntryShift & LastEntryMask) + 1;
        uint place = space.Read(function.Address, capability.Register + TableAt);
        ulong offset = place & ~RangeMask, bytes = (ulong)count * BytesPerEntry;
        if (!function.TryFindRange((int)(place & RangeMask), out PciRange range) || range.Kind != PciRangeKind.Memory || !range.IsPlaced) return false;
        if (offset > range.Bytes || bytes > range.Bytes - offset) return false;
        found = new(function.Address, capability.Register, count, range, offset);
        return true;
    }

    /// <summary>Has the function interrupt by messages from now on, all of which are kept back until they are written.</summary>
    /// <param name="table">The registers of the table, from its beginning on.</param>
    public void TurnOn<TRegisters>(IConfigurationSpace space, TRegisters table) where TRegisters : IRegisterBlock
    {
        uint control = space.Read(_function, _register);
        space.Write(_function, _register, control | IsOn | KeepsAllBack);
        for (int entry = 0; entry < Count; entry++) table.Write32(entry * BytesPerEntry + ControlAt, KeepsBack);
        space.Write(_function, _register, control & ~KeepsAllBack | IsOn);
        PciCommand.Read(space, _function).WithoutWire().Write(space, _function);
    }

    public void TurnOff(IConfigurationSpace space) => space.Write(_function, _register, space.Read(_function, _register) & ~IsOn);

    /// <summary>Says what a message writes where, and lets it go.</summary>
    /// <param name="entry">Below <see cref="Count"/>.</param>
    public static void Write<TRegisters>(TRegisters table, int entry, ulong address, uint data) where TRegisters : IRegisterBlock
    {
        int at = entry * BytesPerEntry;
        // Half of it could go out otherwise.
        table.Write32(at + ControlAt, KeepsBack);
        table.Write32(at, (uint)address);
        table.Write32(at + UpperHalfAt, (uint)(address >> 32));
        table.Write32(at + DataAt, data);
        table.Write32(at + ControlAt, 0);
    }
}
