using Diesis.Abi;

namespace Diesis.Machines.AArch64;

/// <summary>
/// The virtual counter of the generic timer and how it relates to nanoseconds. Its rate is told by the firmware in
/// CNTFRQ_EL0; it is one counter, seen alike by all cores. Arm ARM D11.
/// </summary>
internal readonly struct A64Clock
{
    private readonly ulong _start, _frequency;
    private readonly ClockRate _toNanoseconds, _toCount;

    /// <param name="start">The count that is to be time 0.</param>
    /// <param name="frequency">Counts per second, not 0.</param>
    public A64Clock(ulong start, ulong frequency)
    {
        const ulong nanosecondsPerSecond = 1_000_000_000;
        _start = start;
        _frequency = frequency;
        _toNanoseconds = new ClockRate(frequency, nanosecondsPerSecond);
        _toCount = new ClockRate(nanosecondsPerSecond, frequency);
    }

    public ClockPage Page => new() { Epoch = _start, Multiplier = _toNanoseconds.Factor, Frequency = _frequency };

    public ulong ToNanoseconds(ulong count) => _toNanoseconds.Convert(unchecked(count - _start));
    public ulong ToCount(ulong nanoseconds) => unchecked(_start + _toCount.Convert(nanoseconds));
}
