using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Text as it is everywhere, whatever the place.</summary>
public readonly partial struct DateTime : ISpanFormattable, IUtf8SpanFormattable
{
    /// <param name="format">
    /// <c>G</c>, or nothing: 12/31/2024 23:59:59. <c>d</c>, <c>t</c>, <c>T</c>: parts of it. <c>s</c>: 2024-12-31T23:59:59.
    /// <c>u</c>: 2024-12-31 23:59:59Z. <c>o</c>: 2024-12-31T23:59:59.1234567 and the zone, if it has one.
    /// </param>
    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => TryFormat(format, destination, out charsWritten);

    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
        => TryFormat(format, utf8Destination, out bytesWritten);

    private bool TryFormat<TUnit>(ReadOnlySpan<char> format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if (format.Length > 1) ThrowHelpers.ThrowFormatException();
        UnitWriter<TUnit> writer = new(destination);
        switch (format.IsEmpty ? 'G' : format[0])
        {
            case 'G':
                AddAmericanDate(ref writer);
                writer.Add(' ');
                AddTime(ref writer);
                break;
            case 'd':
                AddAmericanDate(ref writer);
                break;
            case 't':
                AddHourAndMinute(ref writer);
                break;
            case 'T':
                AddTime(ref writer);
                break;
            case 's':
                AddDate(ref writer);
                writer.Add('T');
                AddTime(ref writer);
                break;
            case 'u':
                AddDate(ref writer);
                writer.Add(' ');
                AddTime(ref writer);
                writer.Add('Z');
                break;
            case 'o' or 'O':
                AddDate(ref writer);
                writer.Add('T');
                AddTime(ref writer);
                writer.Add('.');
                writer.AddDigits((ulong)(Ticks % TimeSpan.TicksPerSecond), 7);
                // There is one place for everybody, and its time is universal.
                if (Kind == DateTimeKind.Utc) writer.Add('Z');
                if (Kind == DateTimeKind.Local) writer.Add("+00:00"u8);
                break;
            default:
                ThrowHelpers.ThrowFormatException();
                break;
        }
        written = writer.Written;
        return writer.Fits;
    }

    private void AddDate<TUnit>(ref UnitWriter<TUnit> writer) where TUnit : unmanaged, ITextUnit<TUnit>
    {
        var (year, month, day) = Calendar.DateOf(DayNumber);
        writer.AddDigits((ulong)year, 4);
        writer.Add('-');
        writer.AddDigits((ulong)month, 2);
        writer.Add('-');
        writer.AddDigits((ulong)day, 2);
    }

    private void AddAmericanDate<TUnit>(ref UnitWriter<TUnit> writer) where TUnit : unmanaged, ITextUnit<TUnit>
    {
        var (year, month, day) = Calendar.DateOf(DayNumber);
        writer.AddDigits((ulong)month, 2);
        writer.Add('/');
        writer.AddDigits((ulong)day, 2);
        writer.Add('/');
        writer.AddDigits((ulong)year, 4);
    }

    private void AddHourAndMinute<TUnit>(ref UnitWriter<TUnit> writer) where TUnit : unmanaged, ITextUnit<TUnit>
    {
        writer.AddDigits((ulong)Hour, 2);
        writer.Add(':');
        writer.AddDigits((ulong)Minute, 2);
    }

    private void AddTime<TUnit>(ref UnitWriter<TUnit> writer) where TUnit : unmanaged, ITextUnit<TUnit>
    {
        AddHourAndMinute(ref writer);
        writer.Add(':');
        writer.AddDigits((ulong)Second, 2);
    }
}
