namespace Diesis.Machines.X86_64;

/// <summary>
/// A clock whose rate is known, to measure the others by: the HPET where there is one, else channel 2 of the
/// programmable interval timer, which every PC has.
/// </summary>
// SAFETY: the registers, if there are any, are mapped as device memory; offsets are of the specification.
internal readonly unsafe struct X64ReferenceClock
{
    /// <summary>The interval timer's ticks per second: a third of the colour carrier of NTSC, 14.31818 MHz / 12.</summary>
    private const ulong PitFrequency = 1_193_182;
    private const ushort PitChannel2 = 0x42, PitCommand = 0x43, PitGate = 0x61;

    private readonly uint* _hpet;
    private readonly ulong _femtosecondsPerTick;

    private X64ReferenceClock(uint* hpet, ulong femtosecondsPerTick)
    {
        _hpet = hpet;
        _femtosecondsPerTick = femtosecondsPerTick;
    }

    /// <param name="registers">The HPET's registers, mapped uncached, or null when there is none.</param>
    public static X64ReferenceClock Start(void* registers)
    {
        // HPET specification 1.0a, 2.3.4: the period in femtoseconds, at most 100 ns.
        const ulong longestPeriod = 100_000_000;
        if (registers != null)
        {
            uint* hpet = (uint*)registers;
            uint period = System.Threading.Volatile.Read(ref hpet[1]);
            if (period != 0 && period <= longestPeriod)
            {
                uint configuration = System.Threading.Volatile.Read(ref hpet[0x10 / 4]);
                System.Threading.Volatile.Write(ref hpet[0x10 / 4], configuration | 1);
                return new X64ReferenceClock(hpet, period);
            }
        }

        // Gate on, speaker off; channel 2, low then high byte, mode 0 (counts down once), from the top.
        X64Instructions.Out8(PitGate, (byte)(X64Instructions.In8(PitGate) & 0xFC | 1));
        X64Instructions.Out8(PitCommand, 0xB0);
        X64Instructions.Out8(PitChannel2, 0xFF);
        X64Instructions.Out8(PitChannel2, 0xFF);
        return new X64ReferenceClock(null, 1_000_000_000_000_000 / PitFrequency);
    }

    /// <summary>Counts up. The interval timer's lasts 54 ms from <see cref="Start"/>; the HPET's low half, over a minute.</summary>
    public ulong Read()
    {
        // SAFETY: _hpet is the mapped register block that Start was given; 0xF0 is its main counter (HPET 2.3.7).
        if (_hpet != null) return System.Threading.Volatile.Read(ref _hpet[0xF0 / 4]);

        // Latch channel 2, then read it low byte first.
        X64Instructions.Out8(PitCommand, 0x80);
        uint low = X64Instructions.In8(PitChannel2);
        uint high = X64Instructions.In8(PitChannel2);
        return 0xFFFF - (high << 8 | low);
    }

    public ulong ToNanoseconds(ulong ticks) => (uint)ticks * _femtosecondsPerTick / 1_000_000;
}
