using System.Threading;

namespace Diesis.Machines.X86_64;

/// <summary>
/// The interrupt controller of a core, which also holds its timer. Reached through model-specific registers (x2APIC)
/// where the processor has them, else through device memory, which shows each core its own. Intel SDM 3A, 12.
/// </summary>
// SAFETY: the registers are mapped as device memory, for good; offsets are of the manual.
internal readonly unsafe struct X64LocalApic
{
    /// <summary>Register numbers: the offset in device memory is 16 times as much, the x2APIC's register 0x800 more. SDM 3A, table 12-6.</summary>
    private enum Register : uint
    {
        Id = 0x02,
        TaskPriority = 0x08,
        EndOfInterrupt = 0x0B,
        SpuriousVector = 0x0F,
        CommandLow = 0x30,
        CommandHigh = 0x31,
        TimerVector = 0x32,
        LocalInterrupt0 = 0x35,
        LocalInterrupt1 = 0x36,
        ErrorVector = 0x37,
        TimerInitial = 0x38,
        TimerCurrent = 0x39,
        TimerDivide = 0x3E,
    }

    private const uint SoftwareEnable = 1 << 8;
    private const uint Masked = 1 << 16;
    private const uint TimerOneShot = 0, TimerTscDeadline = 2 << 17;
    private const uint DivideBy16 = 3;
    private const uint DeliveryNonMaskable = 4 << 8, DeliveryInit = 5 << 8, DeliveryStartup = 6 << 8;
    private const uint Assert = 1 << 14;
    private const uint DeliveryPending = 1 << 12;
    private const uint AllButSelf = 3 << 18;
    private const ulong GlobalEnable = 1 << 11, X2ApicEnable = 1 << 10;

    private readonly uint* _registers;
    private readonly bool _hasTscDeadline;

    /// <summary>Where every core finds its own controller, for mapping. Zero when it is reached without memory.</summary>
    public static PhysicalAddress RegistersOf(X64Features features)
        => features.HasX2Apic ? PhysicalAddress.Zero : new PhysicalAddress(X64Instructions.ReadMsr(X64Msr.ApicBase) & 0x000F_FFFF_FFFF_F000);

    /// <summary>Turns this core's controller on, everything masked.</summary>
    /// <param name="registers">Its registers, mapped uncached; null for x2APIC.</param>
    public X64LocalApic(X64Features features, void* registers)
    {
        _registers = (uint*)registers;
        _hasTscDeadline = features.HasTscDeadline;

        ulong enable = GlobalEnable | (registers == null ? X2ApicEnable : 0);
        X64Instructions.WriteMsr(X64Msr.ApicBase, X64Instructions.ReadMsr(X64Msr.ApicBase) | enable);
        Write(Register.TaskPriority, 0);
        Write(Register.LocalInterrupt0, Masked);
        Write(Register.LocalInterrupt1, Masked);
        Write(Register.ErrorVector, Masked);
        Write(Register.TimerDivide, DivideBy16);
        Write(Register.TimerVector, Masked);
        Write(Register.SpuriousVector, SoftwareEnable | X64Vector.Spurious);
    }

    public void EndInterrupt() => Write(Register.EndOfInterrupt, 0);

    /// <summary>Lets the timer run down from the top without an interrupt, so that it can be measured.</summary>
    public void StartCounting() => Write(Register.TimerInitial, uint.MaxValue);

    /// <summary>How far it ran since <see cref="StartCounting"/>.</summary>
    public ulong StopCounting()
    {
        uint left = Read(Register.TimerCurrent);
        Write(Register.TimerInitial, 0);
        return uint.MaxValue - left;
    }

    /// <summary>Chooses the timer's mode, once, after it was measured.</summary>
    public void EnableTimer() => Write(Register.TimerVector, X64Vector.Timer | (_hasTscDeadline ? TimerTscDeadline : TimerOneShot));

    /// <summary>One interrupt at a time of the clock, or at once if it has passed.</summary>
    public void ArmTimer(X64Clock clock, ulong deadlineNs)
    {
        if (_hasTscDeadline)
        {
            // The write is not ordered behind earlier ones of memory (SDM 3A, 12.5.4.1); nothing here depends on that.
            X64Instructions.WriteMsr(X64Msr.TscDeadline, clock.ToTsc(deadlineNs));
            return;
        }
        ulong now = clock.Now;
        ulong ticks = deadlineNs <= now ? 1 : clock.ToApicTicks(deadlineNs - now) + 1;
        // Too far for its 32 bits: it comes early, and whoever armed it looks at the clock and arms it again.
        Write(Register.TimerInitial, ticks > uint.MaxValue ? uint.MaxValue : (uint)ticks);
    }

    public void DisarmTimer()
    {
        if (_hasTscDeadline) X64Instructions.WriteMsr(X64Msr.TscDeadline, 0);
        else Write(Register.TimerInitial, 0);
    }

    public void SendInterrupt(uint apicId, byte vector) => Command(apicId, vector);

    public void SendInit(uint apicId) => Command(apicId, DeliveryInit | Assert);

    /// <param name="page">The first megabyte's page in which the core starts in real mode.</param>
    public void SendStartup(uint apicId, byte page) => Command(apicId, DeliveryStartup | Assert | page);

    public void SendNonMaskableToOthers() => Command(0, DeliveryNonMaskable | Assert | AllButSelf);

    private void Command(uint apicId, uint low)
    {
        uint* registers = _registers;
        if (registers == null)
        {
            // x2APIC commands are not ordered behind earlier stores (SDM 3A, 12.12.3): what the other core is to
            // see must be out first.
            X64Instructions.FullFence();
            X64Instructions.WriteMsr(X64Msr.X2ApicCommand, (ulong)apicId << 32 | low);
            return;
        }
        // SAFETY: as for Write.
        Volatile.Write(ref registers[(uint)Register.CommandHigh * 4], apicId << 24);
        Volatile.Write(ref registers[(uint)Register.CommandLow * 4], low);
        while ((Volatile.Read(ref registers[(uint)Register.CommandLow * 4]) & DeliveryPending) != 0) X64Instructions.Pause();
    }

    private uint Read(Register register) => _registers == null
        ? (uint)X64Instructions.ReadMsr(X64Msr.X2ApicFirst + (uint)register)
        : Volatile.Read(ref _registers[(uint)register * 4]);

    // SAFETY: _registers, when not null, is the mapped page of the controller; the largest register lies inside it.
    private void Write(Register register, uint value)
    {
        if (_registers == null) X64Instructions.WriteMsr(X64Msr.X2ApicFirst + (uint)register, value);
        else Volatile.Write(ref _registers[(uint)register * 4], value);
    }
}
