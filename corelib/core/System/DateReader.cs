using System.Globalization;

namespace System;

/// <summary>Takes a moment apart that is written down.</summary>
internal ref struct DateReader
{
    private const int FractionDigits = 7;
    private const int NoZone = int.MinValue;

    private ReadOnlySpan<char> _rest;
    private int _year = 1, _month = 1, _day = 1, _hour, _minute, _second;
    private int _weekday = -1;
    private long _fraction;
    private bool _isAfternoon, _isTwelveHours, _isUniversal;

    /// <summary>Minutes east, or none.</summary>
    private int _zone = NoZone;

    public DateReader(ReadOnlySpan<char> text, DateTimeStyles style = DateTimeStyles.AllowWhiteSpaces)
    {
        if ((style & DateTimeStyles.AllowLeadingWhite) != 0) text = text.TrimStart();
        if ((style & DateTimeStyles.AllowTrailingWhite) != 0) text = text.TrimEnd();
        _rest = text;
    }

    /// <summary>Year, month and day, or month, day and year.</summary>
    public bool TryReadDate()
    {
        if (!TryReadNumber(1, 4, out int first, out int digits)) return false;
        char separator = Next;
        if (separator is not ('-' or '/')) return false;
        _rest = _rest.Slice(1);
        if (digits == 4)
        {
            _year = first;
            return TryReadNumber(1, 2, out _month) && TryTake(separator) && TryReadNumber(1, 2, out _day);
        }
        _month = first;
        return digits <= 2 && TryReadNumber(1, 2, out _day) && TryTake(separator) && TryReadNumber(4, 4, out _year);
    }

    /// <summary>Nothing, or the time of day.</summary>
    public bool TryReadRest()
    {
        if (_rest.IsEmpty) return true;
        if (!TryTake('T'))
        {
            if (Next != ' ') return false;
            _rest = _rest.TrimStart();
        }
        if (!TryReadNumber(1, 2, out _hour) || !TryTake(':') || !TryReadNumber(1, 2, out _minute)) return false;
        if (TryTake(':'))
        {
            if (!TryReadNumber(1, 2, out _second)) return false;
            if (TryTake('.') && !TryReadFraction(1, int.MaxValue)) return false;
        }
        _rest = _rest.TrimStart();
        return (_rest.IsEmpty || TryReadZone()) && _rest.IsEmpty;
    }

    public bool TryRead(DatePattern pattern)
    {
        while (pattern.MoveNext())
        {
            if (pattern.Letter == '\0')
            {
                bool isOptional = pattern is { Literal: '.', IsBeforeOptionalFraction: true } && Next != '.';
                if (!isOptional && !TryTake(pattern.Literal)) return false;
            }
            else if (!TryRead(pattern.Letter, pattern.Count)) return false;
        }
        return _rest.IsEmpty;
    }

    public readonly bool TryGet(DateTimeStyles styles, out DateTime result)
    {
        result = default;
        int hour = _isTwelveHours ? _hour % 12 + (_isAfternoon ? 12 : 0) : _hour;
        bool exists = _year is >= 1 and <= Calendar.LastYear && _month is >= 1 and <= 12
            && _day >= 1 && _day <= Calendar.DaysIn(_year, _month) && hour < 24 && _minute < 60 && _second < 60
            && (!_isTwelveHours || _hour is >= 1 and <= 12);
        if (!exists) return false;
        DateTime local = new(_year, _month, _day, hour, _minute, _second);
        if (_weekday >= 0 && (int)local.DayOfWeek != _weekday) return false;
        long ticks = local.Ticks + _fraction - (_zone == NoZone ? 0 : _zone * TimeSpan.TicksPerMinute);
        // A time in the east on the first day of all is one of that day, as .NET has it.
        if (ticks < 0) ticks += TimeSpan.TicksPerDay;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return false;
        result = new(ticks, KindFor(styles));
        return true;
    }

    /// <summary>Local time is universal, as everywhere here.</summary>
    private readonly DateTimeKind KindFor(DateTimeStyles styles)
    {
        bool isZoneKnown = _zone != NoZone
            || (styles & (DateTimeStyles.AssumeLocal | DateTimeStyles.AssumeUniversal)) != 0;
        if (!isZoneKnown) return DateTimeKind.Unspecified;
        bool staysUniversal = _isUniversal && (styles & DateTimeStyles.RoundtripKind) != 0;
        return staysUniversal || (styles & DateTimeStyles.AdjustToUniversal) != 0
            ? DateTimeKind.Utc
            : DateTimeKind.Local;
    }

    private bool TryRead(char letter, int count)
    {
        switch (letter)
        {
            case 'd' when count <= 2: return TryReadNumber(count, 2, out _day);
            case 'd': return TryReadName(isOfDay: true, isShort: count == 3, out _weekday);
            case 'M' when count <= 2: return TryReadNumber(count, 2, out _month);
            case 'M': return TryReadName(isOfDay: false, isShort: count == 3, out _month);
            case 'y' when count > 2: return TryReadNumber(count, count, out _year);
            case 'y':
                // Two digits mean a year up to 2049.
                bool isRead = TryReadNumber(count, 2, out int shortYear);
                _year = shortYear + (shortYear < 50 ? 2000 : 1900);
                return isRead;
            case 'H': return TryReadNumber(Math.Min(count, 2), 2, out _hour);
            case 'h':
                _isTwelveHours = true;
                return TryReadNumber(Math.Min(count, 2), 2, out _hour);
            case 'm': return TryReadNumber(Math.Min(count, 2), 2, out _minute);
            case 's': return TryReadNumber(Math.Min(count, 2), 2, out _second);
            case 'f': return TryReadFraction(count, count);
            case 'F': return TryReadFraction(0, count);
            case 't': return TryReadHalf(count);
            case 'K': return _rest.IsEmpty || !IsAtZone || TryReadZone();
            case 'z': return TryReadZone(count);
            default: return false;
        }
    }

    private readonly char Next => _rest.IsEmpty ? '\0' : _rest[0];

    private readonly bool IsAtZone => Next is 'Z' or '+' or '-';

    private bool TryTake(char expected)
    {
        if (Next != expected || _rest.IsEmpty) return false;
        _rest = _rest.Slice(1);
        return true;
    }

    private bool TryReadNumber(int least, int most, out int value) => TryReadNumber(least, most, out value, out _);

    private bool TryReadNumber(int least, int most, out int value, out int digits)
    {
        value = 0;
        for (digits = 0; digits < most && char.IsAsciiDigit(Next); digits++)
        {
            value = value * 10 + (Next - '0');
            _rest = _rest.Slice(1);
        }
        return digits >= least;
    }

    /// <summary>What is finer than a tick is rounded.</summary>
    private bool TryReadFraction(int least, int most)
    {
        int digits = 0;
        _fraction = 0;
        long roundsUp = 0;
        for (; digits < most && char.IsAsciiDigit(Next); digits++)
        {
            if (digits < FractionDigits) _fraction = _fraction * 10 + (Next - '0');
            else if (digits == FractionDigits) roundsUp = Next >= '5' ? 1 : 0;
            _rest = _rest.Slice(1);
        }
        for (int i = digits; i < FractionDigits; i++) _fraction *= 10;
        _fraction += roundsUp;
        return digits >= least;
    }

    private bool TryReadHalf(int count)
    {
        char half = (char)(Next & ~0x20);
        if (half is not ('A' or 'P')) return false;
        _isAfternoon = half == 'P';
        _rest = _rest.Slice(1);
        if (count == 1) return true;
        bool isWhole = (Next & ~0x20) == 'M';
        if (isWhole) _rest = _rest.Slice(1);
        return isWhole;
    }

    private bool TryReadZone(int count = 3)
    {
        if (TryTake('Z'))
        {
            _zone = 0;
            _isUniversal = true;
            return true;
        }
        bool isWest = Next == '-';
        if (!TryTake('+') && !TryTake('-')) return false;
        int minutes = 0;
        if (!TryReadNumber(count == 1 ? 1 : 2, 2, out int hours)) return false;
        if (count > 2)
        {
            _ = TryTake(':');
            if (!TryReadNumber(2, 2, out minutes)) return false;
        }
        _zone = (hours * 60 + minutes) * (isWest ? -1 : 1);
        return hours <= 14 && minutes < 60;
    }

    private bool TryReadName(bool isOfDay, bool isShort, out int number)
    {
        int first = isOfDay ? 0 : 1, last = isOfDay ? 6 : 12;
        for (number = first; number <= last; number++)
        {
            var name = isOfDay ? DateNames.OfDay(number) : DateNames.OfMonth(number);
            if (isShort) name = name.Slice(0, DateNames.ShortLength);
            if (!StartsWith(name)) continue;
            _rest = _rest.Slice(name.Length);
            return true;
        }
        return false;
    }

    private readonly bool StartsWith(ReadOnlySpan<byte> name)
    {
        if (_rest.Length < name.Length) return false;
        for (int i = 0; i < name.Length; i++)
            if ((_rest[i] | 0x20) != (name[i] | 0x20)) return false;
        return true;
    }
}
