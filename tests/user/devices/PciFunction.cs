using Diesis.Abi;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>A function of a PCI device on bus 0, which firmware has given its addresses. PCI Local Bus 3.0, 6.1.</summary>
internal readonly struct PciFunction
{
    public const ulong BusPages = 256;

    /// <summary>The PC's two ports: address and data. PCI Local Bus 3.0, 3.2.2.3.2.</summary>
    private const uint AddressPort = 0xCF8, DataPort = 0xCFC, EnableBit = 1U << 31;

    private const uint Devices = 32;
    private const uint Command = 0x04, BaseAddress0 = 0x10, Capabilities = 0x34;
    private const uint RespondsToMemory = 1 << 1, IsMaster = 1 << 2;
    private const uint AddressMask = ~0xFU;

    private const uint MessageCapability = 5;

    private readonly Registers _bus;
    public uint Slot { get; }

    /// <summary>Where its registers lie in the memory of its bus. PCI Express Base Specification 5.0, 7.2.2.</summary>
    public uint Offset => Slot << 15;

    private PciFunction(Registers bus, uint slot)
    {
        _bus = bus;
        Slot = slot;
    }

    /// <param name="identity">Device and vendor, as the first register has them.</param>
    public static bool TryFind(ref Test test, uint identity, out PciFunction found)
    {
        found = default;
        Registers bus = default;
        if (Ports.AreThere)
        {
            if (!Ports.Enable(ref test, AddressPort, 8)) return false;
        }
        else if (!Registers.TryMap(ref test, Startup.Block.PciSegments[0].Start, BusPages, CachePolicy.Device, out bus))
        {
            return false;
        }
        for (uint slot = 0; slot < Devices; slot++)
        {
            found = new PciFunction(bus, slot);
            if (found.Read(0) == identity) return true;
        }
        return false;
    }

    /// <summary>Lets it answer at its addresses, and reach memory itself.</summary>
    public void Enable() => Write(Command, Read(Command) & 0xFFFF | RespondsToMemory | IsMaster);

    public ulong FirstAddress => Read(BaseAddress0) & AddressMask;

    /// <summary>Has it write where it would pull its wire. PCI Local Bus 3.0, 6.8.1: the form with addresses of 64 bits.</summary>
    /// <returns>False when it cannot.</returns>
    public bool TryUseMessage(ulong address, ulong data)
    {
        uint at = MessageControl;
        if (at == 0) return false;
        Write(at + 4, (uint)address);
        Write(at + 8, (uint)(address >> 32));
        Write(at + 12, (uint)data);
        Write(at, Read(at) | 1U << 16);
        return true;
    }

    /// <summary>Has it pull its wire again.</summary>
    public void UseWire()
    {
        uint at = MessageControl;
        if (at != 0) Write(at, Read(at) & ~(1U << 16));
    }

    private uint MessageControl
    {
        get
        {
            uint at = Read(Capabilities) & 0xFC;
            while (at != 0 && (Read(at) & 0xFF) != MessageCapability) at = Read(at) >> 8 & 0xFC;
            return at;
        }
    }

    private uint Read(uint offset)
    {
        if (!Ports.AreThere) return _bus.Read32(Offset | offset);
        Ports.Write32(AddressPort, EnableBit | Slot << 11 | offset);
        return Ports.Read32(DataPort);
    }

    private void Write(uint offset, uint value)
    {
        if (!Ports.AreThere)
        {
            _bus.Write32(Offset | offset, value);
            return;
        }
        Ports.Write32(AddressPort, EnableBit | Slot << 11 | offset);
        Ports.Write32(DataPort, value);
    }
}
