namespace Diesis.Devices.Pci;

/// <summary>What a driver's function has to be told before it is driven, and when nobody drives it any more.</summary>
public static class PciControl
{
    // PCI Express Base Specification 5.0, 7.5.3.3 and 7.5.3.4: device capabilities, device control.
    private const int ExpressCapabilitiesAt = 4, ExpressControlAt = 8;
    private const uint CanBeReset = 1 << 28, Reset = 1 << 15;

    /// <summary>The status half of device control is cleared by ones.</summary>
    private const uint ControlHalf = 0xFFFF;

    // "Advanced Capabilities for Conventional PCI" (ECN of 2006), 3: capabilities in the highest byte of the first register, control in the next.
    private const uint ConventionalCanBeReset = 1 << 25, ConventionalHasPending = 1 << 24;
    private const int ConventionalControlAt = 4;
    private const uint ConventionalReset = 1;

    // PCI Bus Power Management Interface 1.2, 3.2.4.
    private const int PowerControlAt = 4;
    private const uint PowerStateMask = 3, FullPower = 0;

    /// <summary>So long a function may take to come to full power, or to begin anew. PCI Bus Power Management Interface 1.2, 5.4; PCI Express Base 5.0, 6.6.2.</summary>
    public const ulong PowerUpNs = 10_000_000, ResetNs = 100_000_000;

    /// <summary>Has it answer at its ranges, and keeps it from reading and writing memory by itself.</summary>
    /// <returns>True: not before <see cref="PowerUpNs"/> have passed.</returns>
    public static bool TurnOn(IConfigurationSpace space, PciFunction function)
    {
        bool mustWait = false;
        if (function.TryFind(CapabilityId.PowerManagement, out PciCapability power))
        {
            uint control = space.Read(function.Address, power.Register + PowerControlAt);
            mustWait = (control & PowerStateMask) != FullPower;
            if (mustWait) space.Write(function.Address, power.Register + PowerControlAt, control & ~PowerStateMask);
        }
        PciCommand.Read(space, function.Address).Answering().WithMaster(false).Write(space, function.Address);
        return mustWait;
    }

    /// <summary>Lets it read and write memory by itself, or keeps it from that. Messages are such writes.</summary>
    /// <param name="scan">The bridges above let it through, too.</param>
    public static void SetMaster(IConfigurationSpace space, PciScan scan, PciFunction function, bool isMaster)
    {
        if (isMaster)
            foreach (PciFunction bridge in scan.BridgesAbove(function.Address))
                PciCommand.Read(space, bridge.Address).Answering().WithMaster(true).Write(space, bridge.Address);
        PciCommand.Read(space, function.Address).WithMaster(isMaster).Write(space, function.Address);
    }

    /// <summary>Has it begin anew, as after power-on. It may not be spoken to for <see cref="ResetNs"/>, and has forgotten its registers then.</summary>
    /// <returns>False: it cannot.</returns>
    public static bool TryReset(IConfigurationSpace space, PciFunction function)
    {
        // It begins nothing more.
        PciCommand.Read(space, function.Address).WithMaster(false).Write(space, function.Address);
        if (function.TryFind(CapabilityId.Express, out PciCapability express)
            && (space.Read(function.Address, express.Register + ExpressCapabilitiesAt) & CanBeReset) != 0)
        {
            int at = express.Register + ExpressControlAt;
            space.Write(function.Address, at, space.Read(function.Address, at) & ControlHalf | Reset);
            return true;
        }
        const uint needed = ConventionalCanBeReset | ConventionalHasPending;
        if (!function.TryFind(CapabilityId.AdvancedFeatures, out PciCapability advanced)
            || (space.Read(function.Address, advanced.Register) & needed) != needed)
            return false;
        space.Write(function.Address, advanced.Register + ConventionalControlAt, ConventionalReset);
        return true;
    }

    /// <summary>Writes back what a reset has made it forget: where it answers.</summary>
    public static void Restore(IConfigurationSpace space, PciFunction function)
    {
        foreach (PciRange range in function.Ranges)
        {
            int register = ConfigurationRegister.FirstRange + range.Index * sizeof(uint);
            bool isWide = new RangeRegister(space.Read(function.Address, register)).HasUpperHalf;
            space.Write(function.Address, register, (uint)range.Start);
            if (isWide) space.Write(function.Address, register + sizeof(uint), (uint)(range.Start >> 32));
        }
    }
}
