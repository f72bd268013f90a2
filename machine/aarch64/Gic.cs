using System.Threading;

namespace Diesis.Machines.AArch64;

/// <summary>
/// A core's connection to the interrupt controller: a GICv2, reached through device memory, or a GICv3 or later,
/// through system registers. IRQ is masked in the kernel; what waits is fetched by <see cref="TryTake"/>.
/// </summary>
/// <remarks>Invariant: used by its own core alone, but for <see cref="BellTarget"/>.</remarks>
// SAFETY: the registers are mapped as device memory, for good; offsets are of the specification.
internal unsafe struct A64Gic
{
    /// <summary>
    /// Smaller goes first. Both stay apart and below the mask where a secure side halves the range (IHI 0069 4.8).
    /// </summary>
    public const byte UsualPriority = 0xA0, StopPriority = 0x80;
    private const byte PriorityMask = 0xF0;

    /// <summary>GICv2's CPU interface, without its page for deactivation, which is not used.</summary>
    public const ulong InterfaceBytes = 0x1000;

    // GICv2's CPU interface, IHI 0048 4.4: control, priority mask, binary point, acknowledge, end.
    private const int Control = 0x00 / sizeof(uint), Mask = 0x04 / sizeof(uint), BinaryPoint = 0x08 / sizeof(uint);
    private const int Acknowledge = 0x0C / sizeof(uint), End = 0x10 / sizeof(uint);
    private const uint EnableGroup0 = 1 << 0, EnableGroup1 = 1 << 1, AcknowledgeBoth = 1 << 2, Group0IsFiq = 1 << 3;

    /// <summary>
    /// Bits 9…0 are the interrupt's number; what stands above names a sender and goes back with the end.
    /// </summary>
    private const uint NumberMask = 0x3FF;

    private readonly A64GicDistributor _distributor;
    private readonly uint* _interface;
    private readonly bool _hasGroup0;

    /// <summary>
    /// How another core names this one when it rings: a bit of a mask (GICv2), or a value for ICC_SGI1R_EL1.
    /// </summary>
    public ulong BellTarget { get; }

    /// <summary>Joins the controller, on the core itself.</summary>
    /// <param name="cpuInterface">GICv2: its registers. Null for a GICv3.</param>
    /// <param name="redistributor">GICv3: this core's.</param>
    /// <param name="timer">The private interrupt of the timer.</param>
    public A64Gic(A64GicDistributor distributor, uint* cpuInterface, byte* redistributor, ulong hardwareId, uint timer)
    {
        _distributor = distributor;
        _interface = cpuInterface;
        if (cpuInterface != null)
        {
            BellTarget = distributor.ReadInterfaceMask();
            _hasGroup0 = new A64GicOwnInterrupts(distributor.OwnInterrupts).Initialize(timer);
            WriteInterface(Mask, PriorityMask);
            WriteInterface(BinaryPoint, 0);
            WriteInterface(Control, EnableGroup0 | EnableGroup1 | (_hasGroup0 ? AcknowledgeBoth | Group0IsFiq : 0));
            return;
        }

        BellTarget = A64SoftwareInterrupt.To(hardwareId);
        A64Instructions.WriteIccSre(A64Instructions.ReadIccSre() | 1);
        _hasGroup0 = new A64GicOwnInterrupts(A64GicRedistributor.Wake(redistributor)).Initialize(timer);
        A64Instructions.WriteIccPriorityMask(PriorityMask);
        A64Instructions.WriteIccBinaryPoint1(0);
        A64Instructions.WriteIccControl(0);
        if (_hasGroup0) A64Instructions.WriteIccEnableGroup0(1);
        A64Instructions.WriteIccEnableGroup1(1);
    }

    /// <summary>Acknowledges the first of the interrupts that wait; <see cref="Finish"/> has to follow.</summary>
    public readonly bool TryTake(out uint interrupt)
    {
        interrupt = _interface != null ? Volatile.Read(ref _interface[Acknowledge]) : A64Instructions.AcknowledgeIcc1();
        // Of a GICv3's, numbers from 8,192 belong to messages, which are not turned on.
        return (interrupt & NumberMask) < A64Interrupt.FirstSpecial;
    }

    public static uint NumberOf(uint interrupt) => interrupt & NumberMask;

    /// <param name="interrupt">As <see cref="TryTake"/> gave it.</param>
    public readonly void Finish(uint interrupt)
    {
        if (_interface != null) WriteInterface(End, interrupt);
        else A64Instructions.WriteIccEnd1(interrupt);
    }

    /// <summary>Interrupts another core, which sees all that this one wrote before.</summary>
    public readonly void RingBell(ulong target)
    {
        if (_interface != null) _distributor.Send(A64Interrupt.Bell, (byte)target, isGroup0: false);
        else A64Instructions.SendIccGroup1(target | A64SoftwareInterrupt.Number(A64Interrupt.Bell));
    }

    /// <summary>
    /// Interrupts every other core, as FIQ where the controller lets us: then the kernel's masking does not hold it
    /// off.
    /// </summary>
    public readonly void SendStopToOthers()
    {
        ulong stopOthers = A64SoftwareInterrupt.ToOthers | A64SoftwareInterrupt.Number(A64Interrupt.StopRequest);
        if (_interface != null) _distributor.SendToOthers(A64Interrupt.StopRequest, _hasGroup0);
        else if (_hasGroup0) A64Instructions.SendIccGroup0(stopOthers);
        else A64Instructions.SendIccGroup1(stopOthers);
    }

    /// <summary>No interrupt reaches the core any more, or wakes it.</summary>
    public readonly void Leave()
    {
        if (_interface != null)
        {
            WriteInterface(Control, 0);
            return;
        }
        if (_hasGroup0) A64Instructions.WriteIccEnableGroup0(0);
        A64Instructions.WriteIccEnableGroup1(0);
    }

    // SAFETY: the interface's registers are mapped as long as it is not null.
    private readonly void WriteInterface(int register, uint value) => Volatile.Write(ref _interface[register], value);
}
