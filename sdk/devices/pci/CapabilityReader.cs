using System.Collections.Generic;

namespace Diesis.Devices.Pci;

/// <summary>Follows a function's lists of capabilities.</summary>
/// <remarks>
///   31…16             15…8   7…0      of the first 256 bytes: PCI Local Bus Specification 3.0, 6.7
///   its own           next   kind
///   31…20   19…16     15…0            behind them: PCI Express Base Specification 5.0, 7.6.3
///   next    version   kind
/// </remarks>
internal static class CapabilityReader
{
    private const int FirstPlace = 0x40, BytesPerCapability = 4;
    private const uint KindMask = 0xFF, PlaceMask = 0xFC, ExtendedKindMask = 0xFFFF, ExtendedPlaceMask = 0xFFC;
    private const int NextShift = 8, ExtendedNextShift = 20;

    public static List<PciCapability> Read(IConfigurationSpace space, PciAddress function, List<PciProblem> problems)
    {
        List<PciCapability> found = [];
        if (!PciCommand.Read(space, function).HasCapabilities) return found;
        int at = (int)(space.Read(function, ConfigurationRegister.Capabilities) & PlaceMask);
        // There is no room for more without coming back to one.
        for (int left = (PciFunction.ConventionalBytes - FirstPlace) / BytesPerCapability; at != 0; left--)
        {
            if (!IsSound(at >= FirstPlace, left, function, at, problems)) return found;
            uint head = space.Read(function, at);
            var kind = (CapabilityId)(head & KindMask);
            if (at + LeastBytes(kind) <= PciFunction.ConventionalBytes) found.Add(new(kind, at));
            else problems.Add(new(function, PciFault.BadCapability, at));
            at = (int)(head >> NextShift & PlaceMask);
        }
        if (space.BytesPerFunction > PciFunction.ConventionalBytes) ReadExtended(space, function, found, problems);
        return found;
    }

    /// <summary>How many bytes a capability has at least, of the kinds that are used here: with that they are inside, and nobody looks again.</summary>
    private static int LeastBytes(CapabilityId kind) => kind switch
    {
        // PCI Bus Power Management Interface 1.2, 3.2; "Advanced Capabilities for Conventional PCI", 3.
        CapabilityId.PowerManagement or CapabilityId.AdvancedFeatures => 8,
        // PCI Local Bus Specification 3.0, 6.8.1 and 6.8.2; PCI Express Base Specification 5.0, 7.5.3.
        CapabilityId.MessageSignalling => MessageRegisters.Bytes,
        CapabilityId.MessageTable or CapabilityId.Express => 12,
        _ => BytesPerCapability,
    };

    private static void ReadExtended(IConfigurationSpace space, PciAddress function, List<PciCapability> found, List<PciProblem> problems)
    {
        int at = ConfigurationRegister.ExtendedCapabilities;
        uint head = space.Read(function, at);
        // A function without any says 0; one that is none of PCI Express may say all ones.
        if (head is 0 or uint.MaxValue) return;
        for (int left = (space.BytesPerFunction - ConfigurationRegister.ExtendedCapabilities) / BytesPerCapability; at != 0; left--)
        {
            if (!IsSound(at >= ConfigurationRegister.ExtendedCapabilities, left, function, at, problems)) return;
            head = space.Read(function, at);
            found.Add(new(CapabilityId.Extended | (CapabilityId)(head & ExtendedKindMask), at));
            at = (int)(head >> ExtendedNextShift & ExtendedPlaceMask);
        }
    }

    private static bool IsSound(bool isInside, int left, PciAddress function, int at, List<PciProblem> problems)
    {
        if (isInside && left > 0) return true;
        problems.Add(new(function, isInside ? PciFault.CapabilitiesWithoutEnd : PciFault.BadCapability, at));
        return false;
    }
}
