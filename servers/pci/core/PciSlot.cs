using Diesis.Contracts.Devices;
using Diesis.Devices.Pci;

namespace Diesis.Servers.Pci;

internal enum SlotState
{
    /// <summary>Nobody drives it. It reaches no memory.</summary>
    Free,
    Driven,

    /// <summary>It begins anew, and cannot be spoken to.</summary>
    Resetting,
}

/// <summary>A function, and who drives it.</summary>
internal sealed class PciSlot(IConfigurationSpace space, PciScan scan, PciFunction function)
{
    public IConfigurationSpace Space { get; } = space;
    public PciFunction Function { get; } = function;
    public SlotState State { get; private set; }

    /// <summary>The badge of who drives it.</summary>
    public ulong Driver { get; private set; }

    /// <summary>Nobody has driven it since it began anew, or since it turned out that it cannot; so firmware has not, either.</summary>
    public bool IsUnused { get; private set; }

    public bool IsBridge => Function.Class >> 16 == BridgeClass;

    /// <summary>Bridges. PCI Code and ID Assignment 1.11, 1.7.</summary>
    private const uint BridgeClass = 0x06;

    public bool Matches(ushort vendor, ushort kind, uint classes, uint classMask)
        => !IsBridge && (vendor == PciFunctionInfo.Any || vendor == Function.Vendor)
            && (kind == PciFunctionInfo.Any || kind == Function.Device) && (Function.Class & classMask) == (classes & classMask);

    /// <summary>Somebody drives it from now on: it answers at its ranges.</summary>
    /// <returns>True: not before <see cref="PciControl.PowerUpNs"/> have passed.</returns>
    public bool Take(ulong driver)
    {
        State = SlotState.Driven;
        Driver = driver;
        IsUnused = false;
        return PciControl.TurnOn(Space, Function);
    }

    /// <summary>It may reach memory, as may bridges above it for it.</summary>
    public void Begin() => PciControl.SetMaster(Space, scan, Function, isMaster: true);

    /// <summary>Nobody drives it any more: it is kept from memory, and begins anew if it can.</summary>
    /// <returns>True: it begins anew, for <see cref="PciControl.ResetNs"/>; then <see cref="EndReset"/>. False: it cannot, and has not forgotten what it was told.</returns>
    public bool BeginReset()
    {
        PciControl.SetMaster(Space, scan, Function, isMaster: false);
        if (MessageRegisters.TryFind(Function, out MessageRegisters messages)) messages.TurnOff(Space);
        if (MessageTable.TryFind(Space, Function, out MessageTable table)) table.TurnOff(Space);
        Driver = 0;
        bool isReset = PciControl.TryReset(Space, Function);
        State = isReset ? SlotState.Resetting : SlotState.Free;
        IsUnused = true;
        return isReset;
    }

    public void EndReset()
    {
        PciControl.Restore(Space, Function);
        State = SlotState.Free;
    }
}
