using System;

namespace Diesis.Machines.X86_64;

/// <summary>Turns counts of one clock into another's by a multiplication and a shift, without overflow for 64-bit counts.</summary>
internal readonly struct X64Rate
{
    private const int Shift = 32;
    private readonly ulong _factor;

    /// <param name="from">So many ticks of the first clock…</param>
    /// <param name="to">…pass in so many of the second; below 2^32.</param>
    public X64Rate(ulong from, ulong to)
    {
        // to * 2^32 / from, in two steps so that nothing is lost at the top.
        ulong whole = to / from;
        ulong rest = to % from;
        _factor = (whole << Shift) + (rest << Shift) / from;
    }

    public ulong Convert(ulong count)
    {
        ulong high = Math.BigMul(count, _factor, out ulong low);
        return high << (64 - Shift) | low >> Shift;
    }
}

/// <summary>The time-stamp counter and how it relates to nanoseconds and to the local APIC's timer.</summary>
internal readonly struct X64Clock
{
    private readonly ulong _start;
    private readonly X64Rate _tscToNanoseconds, _nanosecondsToTsc, _nanosecondsToApic;

    /// <summary>Ticks per second, for the log.</summary>
    public ulong TscFrequency { get; }

    private X64Clock(ulong start, ulong tscTicks, ulong apicTicks, ulong nanoseconds)
    {
        _start = start;
        _tscToNanoseconds = new X64Rate(tscTicks, nanoseconds);
        _nanosecondsToTsc = new X64Rate(nanoseconds, tscTicks);
        _nanosecondsToApic = new X64Rate(nanoseconds, apicTicks);
        TscFrequency = tscTicks * 1_000_000_000 / nanoseconds;
    }

    public ulong ToNanoseconds(ulong tsc) => _tscToNanoseconds.Convert(tsc - _start);
    public ulong ToTsc(ulong nanoseconds) => _start + _nanosecondsToTsc.Convert(nanoseconds);
    public ulong ToApicTicks(ulong durationNs) => _nanosecondsToApic.Convert(durationNs);

    /// <summary>Measures the counters against a clock of known rate, for about a millisecond.</summary>
    /// <param name="start">The counter's value that is to be time 0.</param>
    public static X64Clock Calibrate(ulong start, X64ReferenceClock reference, X64LocalApic apic)
    {
        apic.StartCounting();
        ulong first = reference.Read();
        ulong tsc = X64Instructions.ReadTsc();
        ulong last;
        do last = reference.Read(); while (reference.ToNanoseconds(last - first) < 1_000_000);
        ulong tscTicks = X64Instructions.ReadTsc() - tsc;
        ulong apicTicks = apic.StopCounting();
        return new X64Clock(start, tscTicks, apicTicks, reference.ToNanoseconds(last - first));
    }
}
