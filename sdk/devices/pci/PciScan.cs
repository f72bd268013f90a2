using System.Collections.Generic;

namespace Diesis.Devices.Pci;

/// <summary>All functions of a segment, as firmware has set them up.</summary>
/// <remarks>
/// Every bus is looked at, whether a bridge says that it is there or not: machines have several buses that no bridge leads to, of which only firmware's
/// programs know. That takes one read for each device that could be there, and no bridge can lead astray.
/// </remarks>
public sealed class PciScan
{
    // PCI Local Bus Specification 3.0, 6.2.1: header type.
    private const int HeaderShift = 16;
    private const uint HeaderKindMask = 0x7F, HasSeveralFunctions = 0x80;
    private const uint DeviceHeader = 0, BridgeHeader = 1, CardBusHeader = 2;

    private const ushort Nobody = 0xFFFF;

    /// <summary>Of a device, of a bridge. PCI Local Bus Specification 3.0, 6.1; PCI-to-PCI Bridge Architecture 1.2, 3.2.</summary>
    private const int DeviceRanges = 6, BridgeRanges = 2;

    private readonly IConfigurationSpace _space;
    private readonly List<PciFunction> _functions = [];
    private readonly List<PciProblem> _problems = [];

    private PciScan(IConfigurationSpace space) => _space = space;

    public IReadOnlyList<PciFunction> Functions => _functions;
    public IReadOnlyList<PciProblem> Problems => _problems;

    public static PciScan Of(IConfigurationSpace space, ushort segment, byte firstBus, byte lastBus)
    {
        var scan = new PciScan(space);
        for (int bus = firstBus; bus <= lastBus; bus++)
            for (byte device = 0; device < PciAddress.DevicesPerBus; device++) scan.AddDevice(new(segment, (byte)bus, device, 0));
        scan.LeaveOutOverlaps();
        return scan;
    }

    /// <summary>The bridges that a function's own accesses go through, the nearest first.</summary>
    public List<PciFunction> BridgesAbove(PciAddress function)
    {
        List<PciFunction> above = [];
        // Each is on a lower bus than what is behind it, so there is an end.
        for (byte bus = function.Bus; TryFindBridge(function.Segment, bus, out PciFunction? bridge); bus = bridge.Address.Bus) above.Add(bridge);
        return above;
    }

    private bool TryFindBridge(ushort segment, byte bus, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PciFunction? nearest)
    {
        nearest = null;
        foreach (PciFunction bridge in _functions)
        {
            if (bridge.Address.Segment != segment || !bridge.Behind.Holds(bus)) continue;
            if (nearest == null || bridge.Behind.First > nearest.Behind.First) nearest = bridge;
        }
        return nearest != null;
    }

    private void AddDevice(PciAddress first)
    {
        if (!IsThere(first)) return;
        bool hasSeveral = (_space.Read(first, ConfigurationRegister.Header) >> HeaderShift & HasSeveralFunctions) != 0;
        for (byte number = 0; number < (hasSeveral ? PciAddress.FunctionsPerDevice : 1); number++)
        {
            PciAddress function = first with { Function = number };
            if (IsThere(function)) AddFunction(function);
        }
    }

    private bool IsThere(PciAddress function) => (ushort)_space.Read(function, ConfigurationRegister.Identity) != Nobody;

    private void AddFunction(PciAddress address)
    {
        uint header = _space.Read(address, ConfigurationRegister.Header) >> HeaderShift & HeaderKindMask;
        if (header > CardBusHeader)
        {
            _problems.Add(new(address, PciFault.UnknownHeader, ConfigurationRegister.Header));
            return;
        }
        uint identity = _space.Read(address, ConfigurationRegister.Identity), kind = _space.Read(address, ConfigurationRegister.Class);
        uint subsystem = header == DeviceHeader ? _space.Read(address, ConfigurationRegister.Subsystem) : 0;
        _functions.Add(new()
        {
            Address = address, Vendor = (ushort)identity, Device = (ushort)(identity >> 16), Class = kind >> 8, Revision = (byte)kind,
            SubsystemVendor = (ushort)subsystem, SubsystemDevice = (ushort)(subsystem >> 16),
            Behind = header == BridgeHeader ? ReadBuses(address) : default,
            Ranges = header == CardBusHeader ? [] : RangeReader.Read(_space, address, header == DeviceHeader ? DeviceRanges : BridgeRanges, _problems),
            Capabilities = header == CardBusHeader ? [] : CapabilityReader.Read(_space, address, _problems),
        });
    }

    /// <summary>PCI-to-PCI Bridge Architecture 1.2, 3.2.5.2 to 3.2.5.4.</summary>
    private BusRange ReadBuses(PciAddress bridge)
    {
        uint buses = _space.Read(bridge, ConfigurationRegister.Buses);
        var behind = new BusRange((byte)(buses >> 8), (byte)(buses >> 16));
        // One with nothing behind it was not set up.
        if (behind is { First: 0, Last: 0 }) return default;
        if (behind.First > bridge.Bus && behind.Last >= behind.First) return behind;
        _problems.Add(new(bridge, PciFault.BadBuses, ConfigurationRegister.Buses));
        return default;
    }

    /// <summary>A range is one function's alone, or nobody's: who drives a function must not reach another by its ranges.</summary>
    private void LeaveOutOverlaps()
    {
        var kept = new List<PciRange>[_functions.Count];
        for (int i = 0; i < kept.Length; i++) kept[i] = RangesAlone(_functions[i]);
        for (int i = 0; i < kept.Length; i++) _functions[i].Ranges = kept[i];
    }

    private List<PciRange> RangesAlone(PciFunction function)
    {
        List<PciRange> alone = [];
        foreach (PciRange range in function.Ranges)
        {
            if (IsAlone(function, range)) alone.Add(range);
            else _problems.Add(new(function.Address, PciFault.RangeOverlaps, ConfigurationRegister.FirstRange + range.Index * sizeof(uint)));
        }
        return alone;
    }

    private bool IsAlone(PciFunction function, PciRange range)
    {
        foreach (PciFunction other in _functions)
            foreach (PciRange others in other.Ranges)
                if ((other != function || others.Index != range.Index) && others.Overlaps(range)) return false;
        return true;
    }
}
