using System;
using System.Threading;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.AArch64;

/// <summary>
/// The part of the interrupt controller that all cores share: it leads devices' interrupts to cores. Only the boot core
/// sets it up. GICv2 (IHI 0048) 4.3; GICv3 (IHI 0069) 12.9.
/// </summary>
// SAFETY: the registers are mapped as device memory, for good; offsets are of the specification.
internal readonly unsafe struct A64GicDistributor
{
    public const ulong RegistersVersion2 = 0x1000, RegistersVersion3 = 0x1_0000;

    // Control. The two groups' bits hold for a controller without a secure side; seen from the other side of one that
    // has it, they enable group 1 in its old and its affinity-routed form.
    private const uint EnableGroup0 = 1 << 0, EnableGroup1 = 1 << 1, AffinityRouting = 1 << 4, WritePending = 1U << 31;

    private const uint TargetListInSoftwareInterrupt = 0, TargetAllButSelf = 1 << 24;
    private const uint NonSecureGroup = 1 << 15;

    /// <summary>Two bits each, of which the upper is set for edges.</summary>
    private const uint LinesPerConfiguration = 16;

    private readonly uint* _registers;
    private readonly bool _routesByAffinity;

    /// <param name="registers">Its registers, mapped as device memory.</param>
    /// <param name="version">2, or 3 and above: then interrupts are routed by affinity.</param>
    public A64GicDistributor(void* registers, int version)
    {
        _registers = (uint*)registers;
        _routesByAffinity = version >= 3;
    }

    /// <summary>
    /// Everything off but the way from core to core; devices' interrupts lead to this core when they are turned on.
    /// </summary>
    public void Initialize(ulong hardwareId)
    {
        WriteControl(0);
        WriteControl(_routesByAffinity ? AffinityRouting : 0);
        uint interrupts = ReadInterruptCount();
        byte self = _routesByAffinity ? (byte)0 : ReadInterfaceMask();
        for (uint id = A64Interrupt.FirstShared; id < interrupts; id += 32)
        {
            Write(Register.ClearEnable, id / 32, uint.MaxValue);
            Write(Register.ClearActive, id / 32, uint.MaxValue);
            Write(Register.Group, id / 32, uint.MaxValue);
        }
        for (uint id = A64Interrupt.FirstShared; id < interrupts; id += 4)
        {
            Write(Register.Priority, id / 4, A64Gic.UsualPriority * 0x0101_0101U);
            if (!_routesByAffinity) Write(Register.Targets, id / 4, self * 0x0101_0101U);
        }
        if (_routesByAffinity)
        {
            for (uint id = A64Interrupt.FirstShared; id < interrupts; id++)
                Volatile.Write(ref ((ulong*)(_registers + (int)Register.Route / sizeof(uint)))[id], hardwareId);
        }
        WriteControl((_routesByAffinity ? AffinityRouting : 0) | EnableGroup0 | EnableGroup1);
    }

    /// <summary>
    /// Sets a device's line up, masked, as it signals. It leads to the boot core from <see cref="Initialize"/> on.
    /// </summary>
    /// <returns>False when it is none of those that all cores share, or the controller does not have so many.</returns>
    public bool TryPrepare(in InterruptLine line)
    {
        // GICs take shared lines that are high or rising; for others the machine has to have an inverter.
        if (line.Number < A64Interrupt.FirstShared || line.Number >= ReadInterruptCount()) return false;
        Mask(line.Number);
        uint shift = line.Number % LinesPerConfiguration * 2 + 1;
        uint others = Read(Register.Configuration, line.Number / LinesPerConfiguration) & ~(1U << (int)shift);
        uint isEdge = line.Trigger == InterruptTrigger.Edge ? 1U : 0;
        Write(Register.Configuration, line.Number / LinesPerConfiguration, others | isEdge << (int)shift);
        return true;
    }

    /// <summary>Leads a line to the core that runs this.</summary>
    // SAFETY: the registers are mapped; those of targets take bytes (IHI 0048 4.3.12).
    public void LeadHere(uint line, ulong hardwareId)
    {
        if (_routesByAffinity) Volatile.Write(ref ((ulong*)(_registers + (int)Register.Route / sizeof(uint)))[line], hardwareId);
        else Volatile.Write(ref ((byte*)(_registers + (int)Register.Targets / sizeof(uint)))[line], ReadInterfaceMask());
    }

    public void Mask(uint line)
    {
        Write(Register.ClearEnable, line / 32, 1U << (int)(line % 32));
        AwaitWrites();
    }

    public void Unmask(uint line) => Write(Register.SetEnable, line / 32, 1U << (int)(line % 32));

    /// <summary>The line stays up until its device was served.</summary>
    public bool ReadIsLevel(uint line)
    {
        uint configuration = Read(Register.Configuration, line / LinesPerConfiguration);
        return (configuration >> (int)(line % LinesPerConfiguration * 2 + 1) & 1) == 0;
    }

    private uint ReadInterruptCount() => Math.Min(((Read(Register.Type) & 0x1F) + 1) * 32, A64Interrupt.FirstSpecial);

    /// <summary>
    /// GICv2: the bit of this core's CPU interface. On a controller for one core the field reads as zero.
    /// </summary>
    public byte ReadInterfaceMask()
    {
        uint targets = Read(Register.Targets);
        byte mask = (byte)(targets | targets >> 8 | targets >> 16 | targets >> 24);
        return mask == 0 ? (byte)1 : mask;
    }

    /// <summary>GICv2: the registers for this core's own interrupts, which each core sees at the same place.</summary>
    public uint* OwnInterrupts => _registers;

    /// <summary>GICv2: interrupts the cores of a mask of CPU interfaces.</summary>
    public void Send(uint interrupt, byte interfaces, bool isGroup0)
        => SendSoftwareInterrupt(TargetListInSoftwareInterrupt | (uint)interfaces << 16, interrupt, isGroup0);

    /// <summary>GICv2: interrupts every other core.</summary>
    public void SendToOthers(uint interrupt, bool isGroup0)
        => SendSoftwareInterrupt(TargetAllButSelf, interrupt, isGroup0);

    // Which of its groups the sender means only matters where it may choose.
    private void SendSoftwareInterrupt(uint targets, uint interrupt, bool isGroup0)
    {
        A64Instructions.StoreBarrier();
        Write(Register.SoftwareInterrupt, 0, targets | interrupt | (isGroup0 ? 0 : NonSecureGroup));
    }

    private void WriteControl(uint value)
    {
        Write(Register.Control, 0, value);
        AwaitWrites();
    }

    /// <summary>A GICv3 says when what was turned off is off everywhere.</summary>
    private void AwaitWrites()
    {
        if (!_routesByAffinity) return;
        while ((Read(Register.Control) & WritePending) != 0) A64Instructions.Pause();
    }

    // SAFETY: the registers are mapped, all of them; the numbers of interrupts were read from the controller.
    private uint Read(Register register, uint index = 0)
        => Volatile.Read(ref _registers[(int)register / sizeof(uint) + index]);
    private void Write(Register register, uint index, uint value)
        => Volatile.Write(ref _registers[(int)register / sizeof(uint) + index], value);

    private enum Register
    {
        Control = 0x000,
        Type = 0x004,
        Group = 0x080,
        SetEnable = 0x100,
        ClearEnable = 0x180,
        ClearActive = 0x380,
        Priority = 0x400,
        Targets = 0x800,
        Configuration = 0xC00,
        SoftwareInterrupt = 0xF00,
        Route = 0x6000,
    }
}
