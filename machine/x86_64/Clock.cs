using Diesis.Abi;

namespace Diesis.Machines.X86_64;

/// <summary>The time-stamp counter and how it relates to nanoseconds and to the local APIC's timer.</summary>
internal readonly struct X64Clock
{
    private readonly ulong _start;
    private readonly ClockRate _tscToNanoseconds, _nanosecondsToTsc, _nanosecondsToApic;

    private readonly ulong _tscFrequency;

    private X64Clock(ulong start, ulong tscTicks, ulong apicTicks, ulong nanoseconds)
    {
        _start = start;
        _tscToNanoseconds = new ClockRate(tscTicks, nanoseconds);
        _nanosecondsToTsc = new ClockRate(nanoseconds, tscTicks);
        _nanosecondsToApic = new ClockRate(nanoseconds, apicTicks);
        _tscFrequency = tscTicks * 1_000_000_000 / nanoseconds;
    }

    public ClockPage Page => new() { Epoch = _start, Multiplier = _tscToNanoseconds.Factor, Frequency = _tscFrequency };

    public ulong Now => X64Instructions.ReadTime(_start, _tscToNanoseconds.Factor);
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
