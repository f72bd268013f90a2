using System.Runtime.CompilerServices;

namespace System;

/// <summary>Takes a length of time apart that is written down.</summary>
internal ref struct TimeSpanReader(ReadOnlySpan<char> text)
{
    private const int FractionDigits = 7;
    private const int MostDigits = 8;
    private const int MostNumbers = 5;

    [InlineArray(MostNumbers)]
    private struct Numbers { private long _first; }

    private ReadOnlySpan<char> _rest = text;

    /// <param name="daySeparator">What stands behind days; the null character for either.</param>
    public static bool TryRead(ReadOnlySpan<char> text, char daySeparator, out TimeSpan result)
        => new TimeSpanReader(text).TryRead(daySeparator, out result);

    private bool TryRead(char daySeparator, out TimeSpan result)
    {
        result = default;
        bool isNegative = TryTake('-');
        Numbers numbers = default;
        int count = 0;
        long days = 0;
        bool hasDays = false;
        while (true)
        {
            if (count == 4 || !TryReadNumber(out numbers[count++])) return false;
            if (TryTake(':')) continue;
            if (count != 1 || Next != '.') break;
            if (daySeparator == ':') return false;
            _ = TryTake('.');
            hasDays = true;
            days = numbers[0];
            count = 0;
        }
        bool isAlone = count == 1 && !hasDays;
        if (count == 4)
        {
            if (hasDays || daySeparator == '.') return false;
            days = numbers[0];
            numbers[0] = numbers[1];
            numbers[1] = numbers[2];
            numbers[2] = numbers[3];
            count = 3;
        }
        else if (isAlone)
        {
            days = numbers[0];
            numbers[0] = 0;
        }
        else if (count == 1) return false;
        long fraction = 0;
        if (count == 3 && TryTake('.') && !TryReadFraction(out fraction)) return false;
        return _rest.IsEmpty && TryMake(isNegative, days, numbers, fraction, out result);
    }

    private static bool TryMake(bool isNegative, long days, Numbers numbers, long fraction, out TimeSpan result)
    {
        result = default;
        bool isTime = numbers[0] < 24 && numbers[1] < 60 && numbers[2] < 60
            && days <= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerDay;
        if (!isTime) return false;
        ulong ticks = (ulong)days * TimeSpan.TicksPerDay + (ulong)numbers[0] * TimeSpan.TicksPerHour
            + (ulong)numbers[1] * TimeSpan.TicksPerMinute + (ulong)numbers[2] * TimeSpan.TicksPerSecond + (ulong)fraction;
        // There is one more below zero than above.
        if (ticks > (ulong)long.MaxValue + (isNegative ? 1u : 0)) return false;
        result = new(unchecked(isNegative ? 0 - (long)ticks : (long)ticks));
        return true;
    }

    private readonly char Next => _rest.IsEmpty ? '\0' : _rest[0];

    private bool TryTake(char expected)
    {
        if (Next != expected) return false;
        _rest = _rest.Slice(1);
        return true;
    }

    private bool TryReadNumber(out long value)
    {
        value = 0;
        int digits = 0;
        for (; char.IsAsciiDigit(Next); digits++)
        {
            if (value == 0) digits = 0;
            value = value * 10 + (Next - '0');
            _rest = _rest.Slice(1);
            if (digits >= MostDigits) return false;
        }
        return digits > 0;
    }

    private bool TryReadFraction(out long ticks)
    {
        ticks = 0;
        int digits = 0;
        for (; char.IsAsciiDigit(Next); digits++)
        {
            if (digits == FractionDigits) return false;
            ticks = ticks * 10 + (Next - '0');
            _rest = _rest.Slice(1);
        }
        for (int i = digits; i < FractionDigits; i++) ticks *= 10;
        return true;
    }
}
