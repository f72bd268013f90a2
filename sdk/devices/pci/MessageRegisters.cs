namespace Diesis.Devices.Pci;

/// <summary>The interrupt that a function raises by a write of its own, to an address that stands in its registers (MSI).</summary>
/// <remarks>
/// PCI Local Bus Specification 3.0, 6.8.1. Of the several messages that there may be this uses one, since the others would differ from it in the low bits of
/// the data only.
/// <code>
///   + 0    control | capability      + 4   address      + 8    data, or the upper half of the address, and the data behind it
/// </code>
/// </remarks>
public readonly struct MessageRegisters
{
    private const uint IsOn = 1 << 16, HasUpperHalf = 1 << 23, CanMask = 1 << 24, SeveralMask = 7 << 20;
    private const int AddressAt = 4, UpperHalfAt = 8, ShortDataAt = 8, LongDataAt = 12;

    /// <summary>Behind the data, where messages can be kept back one by one.</summary>
    private const int MaskAfterData = 4;

    /// <summary>All of them, in the longest form. In shorter ones no harm is done by room for that.</summary>
    internal const int Bytes = LongDataAt + MaskAfterData + sizeof(uint);

    private readonly PciAddress _function;
    private readonly int _register;

    private MessageRegisters(PciAddress function, int register)
    {
        _function = function;
        _register = register;
    }

    /// <returns>False: it has none.</returns>
    public static bool TryFind(PciFunction function, out MessageRegisters found)
    {
        found = default;
        if (!function.TryFind(CapabilityId.MessageSignalling, out PciCapability capability)) return false;
        found = new(function.Address, capability.Register);
        return true;
    }

    /// <summary>Has the function interrupt by a message from now on.</summary>
    /// <returns>False: the address has more bits than the function can keep.</returns>
    public bool TryTurnOn(IConfigurationSpace space, ulong address, uint data)
    {
        uint control = space.Read(_function, _register);
        bool isLong = (control & HasUpperHalf) != 0;
        if (!isLong && address > uint.MaxValue) return false;
        space.Write(_function, _register + AddressAt, (uint)address);
        if (isLong) space.Write(_function, _register + UpperHalfAt, (uint)(address >> 32));
        int dataAt = _register + (isLong ? LongDataAt : ShortDataAt);
        space.Write(_function, dataAt, data);
        if ((control & CanMask) != 0) space.Write(_function, dataAt + MaskAfterData, 0);
        space.Write(_function, _register, control & ~SeveralMask | IsOn);
        PciCommand.Read(space, _function).WithoutWire().Write(space, _function);
        return true;
    }

    public void TurnOff(IConfigurationSpace space) => space.Write(_function, _register, space.Read(_function, _register) & ~IsOn);
}
