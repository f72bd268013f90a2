namespace Diesis.Boot.Uefi.Firmware;

/// <summary>A date and time of day as the machine's clock has it. UEFI 2.10, 8.3.1.</summary>
public readonly struct EfiTime
{
    /// <summary>For <see cref="MinutesFromUtc"/>: not known, so taken for UTC.</summary>
    private const short UnknownZone = 2047;

    public readonly ushort Year;
    public readonly byte Month;
    public readonly byte Day;
    public readonly byte Hour;
    public readonly byte Minute;
    public readonly byte Second;
    private readonly byte _padding1;
    public readonly uint Nanosecond;

    /// <summary>How far behind UTC this local time is.</summary>
    public readonly short MinutesFromUtc;
    public readonly byte Daylight;
    private readonly byte _padding2;

    public EfiTime(ushort year, byte month, byte day, byte hour, byte minute, byte second, short minutesFromUtc)
    {
        Year = year;
        Month = month;
        Day = day;
        Hour = hour;
        Minute = minute;
        Second = second;
        MinutesFromUtc = minutesFromUtc;
    }

    public bool IsValid => Year is >= 1970 and <= 9999 && Month is >= 1 and <= 12 && Day is >= 1 and <= 31
        && Hour < 24 && Minute < 60 && Second < 60;

    /// <summary>Seconds since the start of 1970, UTC.</summary>
    public long UnixSeconds
    {
        get
        {
            // Years are counted from March, so that the leap day is the last of a year.
            int monthFromMarch = Month > 2 ? Month - 3 : Month + 9;
            int year = Month > 2 ? Year : Year - 1;
            int dayOfYear = (153 * monthFromMarch + 2) / 5 + Day - 1;
            const int DaysFromYear0ToUnixEpoch = 719_468;
            long days = 365L * year + year / 4 - year / 100 + year / 400 + dayOfYear - DaysFromYear0ToUnixEpoch;
            int zone = MinutesFromUtc == UnknownZone ? 0 : MinutesFromUtc;
            return ((days * 24 + Hour) * 60 + Minute + zone) * 60 + Second;
        }
    }
}
