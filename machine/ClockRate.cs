using System;

namespace Diesis.Machines;

/// <summary>Turns counts of one clock into another's by a multiplication and a shift, without overflow for 64-bit counts.</summary>
public readonly struct ClockRate
{
    private const int Shift = 32;
    /// <summary>Ticks of the second clock for one of the first, times 2^32.</summary>
    public ulong Factor { get; }

    /// <param name="from">So many ticks of the first clock…</param>
    /// <param name="to">…pass in so many of the second; less than 2^32 for each of the first.</param>
    public ClockRate(ulong from, ulong to)
    {
        // to * 2^32 / from, the whole and the rest apart so that nothing is lost at the top.
        ulong whole = to / from;
        ulong rest = to % from;
        Factor = (whole << Shift) + (rest << Shift) / from;
    }

    public ulong Convert(ulong count)
    {
        ulong high = Math.BigMul(count, Factor, out ulong low);
        return high << (64 - Shift) | low >> Shift;
    }
}
