using System.Threading;

namespace Diesis.Machines.AArch64;

/// <summary>
/// The registers for the 32 interrupts of each core's own: in the distributor of a GICv2, where each core sees its own,
/// in the redistributor of a GICv3, at the same offsets. IHI 0048 4.3; IHI 0069 12.11.
/// </summary>
// SAFETY: the registers are mapped as device memory, for good; offsets are of the specification.
internal readonly unsafe struct A64GicOwnInterrupts(uint* registers)
{
    private const int Group = 0x080 / sizeof(uint), Priority = 0x400 / sizeof(uint);
    private const int SetEnable = 0x100 / sizeof(uint), ClearEnable = 0x180 / sizeof(uint);
    private const int ClearPending = 0x280 / sizeof(uint), ClearActive = 0x380 / sizeof(uint);

    /// <summary>Turns on bell, stop request and timer, nothing else.</summary>
    /// <returns>
    /// True when the stop request could be put into group 0, whose interrupts arrive as FIQ: not where a secure side
    /// keeps that group to itself, as the register then reads as zero.
    /// </returns>
    public bool Initialize(uint timer)
    {
        const uint groups = ~(1U << (int)A64Interrupt.StopRequest);
        Write(ClearEnable, uint.MaxValue);
        Write(ClearPending, uint.MaxValue);
        Write(ClearActive, uint.MaxValue);
        Write(Group, groups);
        bool hasGroup0 = Volatile.Read(ref registers[Group]) == groups;
        for (uint id = 0; id < A64Interrupt.FirstShared; id += 4)
            Write(Priority + (int)id / 4, A64Gic.UsualPriority * 0x0101_0101U);
        // SAFETY: one of those bytes; the registers of priorities take bytes (IHI 0069 12.1.3).
        Volatile.Write(ref ((byte*)(registers + Priority))[A64Interrupt.StopRequest], A64Gic.StopPriority);
        Write(SetEnable, 1U << (int)A64Interrupt.Bell | 1U << (int)A64Interrupt.StopRequest | 1U << (int)timer);
        return hasGroup0;
    }

    // SAFETY: the registers are mapped, and each register here lies in their first page.
    private void Write(int register, uint value) => Volatile.Write(ref registers[register], value);
}
