using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Text as it is everywhere, whatever the place.</summary>
public readonly partial struct DateTime : ISpanFormattable, IUtf8SpanFormattable
{
    private const int FractionDigits = 7;

    /// <param name="format">
    /// A pattern of letters, <c>yyyy-MM-dd</c>, or one letter that stands for one: <c>G</c>, or nothing, is
    /// 12/31/2024 23:59:59, <c>s</c> 2024-12-31T23:59:59, <c>o</c> the same with all of its fraction and the zone.
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
        UnitWriter<TUnit> writer = new(destination);
        DatePattern pattern = new(format);
        while (pattern.MoveNext())
        {
            if (pattern.Letter != '\0') Add(ref writer, pattern.Letter, pattern.Count);
            else if (pattern is not { Literal: '.', IsBeforeOptionalFraction: true } || Ticks % TimeSpan.TicksPerSecond != 0)
                writer.Add(pattern.Literal);
        }
        written = writer.Written;
        return writer.Fits;
    }

    private void Add<TUnit>(ref UnitWriter<TUnit> writer, char letter, int count)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        switch (letter)
        {
            case 'd' when count <= 2:
                AddNumber(ref writer, Day, count);
                break;
            case 'd':
                AddName(ref writer, DateNames.OfDay((int)DayOfWeek), isShort: count == 3);
                break;
            case 'M' when count <= 2:
                AddNumber(ref writer, Month, count);
                break;
            case 'M':
                AddName(ref writer, DateNames.OfMonth(Month), isShort: count == 3);
                break;
            case 'y':
                AddNumber(ref writer, count <= 2 ? Year % 100 : Year, count);
                break;
            case 'H':
                AddNumber(ref writer, Hour, Math.Min(count, 2));
                break;
            case 'h':
                AddNumber(ref writer, (Hour + 11) % 12 + 1, Math.Min(count, 2));
                break;
            case 'm':
                AddNumber(ref writer, Minute, Math.Min(count, 2));
                break;
            case 's':
                AddNumber(ref writer, Second, Math.Min(count, 2));
                break;
            case 'f' or 'F':
                AddFraction(ref writer, count, isShort: letter == 'F');
                break;
            case 't':
                writer.Add(Hour < 12 ? 'A' : 'P');
                if (count > 1) writer.Add('M');
                break;
            case 'K' when Kind == DateTimeKind.Utc:
                writer.Add('Z');
                break;
            // There is one place for everybody, and its time is universal.
            case 'K' when Kind == DateTimeKind.Local:
                writer.Add("+00:00"u8);
                break;
            case 'z':
                writer.Add(count switch { 1 => "+0"u8, 2 => "+00"u8, _ => "+00:00"u8 });
                break;
            case 'g':
                writer.Add("A.D."u8);
                break;
        }
    }

    private static void AddNumber<TUnit>(ref UnitWriter<TUnit> writer, int value, int leastDigits)
        where TUnit : unmanaged, ITextUnit<TUnit>
        => writer.AddDigits((ulong)value, Math.Max(leastDigits, Number.CountDigits((ulong)value)));

    private static void AddName<TUnit>(ref UnitWriter<TUnit> writer, ReadOnlySpan<byte> name, bool isShort)
        where TUnit : unmanaged, ITextUnit<TUnit>
        => writer.Add(isShort ? name.Slice(0, DateNames.ShortLength) : name);

    private void AddFraction<TUnit>(ref UnitWriter<TUnit> writer, int digits, bool isShort)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if (digits > FractionDigits) ThrowHelpers.ThrowFormatException();
        long fraction = Ticks % TimeSpan.TicksPerSecond;
        for (int i = digits; i < FractionDigits; i++) fraction /= 10;
        for (; isShort && digits > 0 && fraction % 10 == 0; fraction /= 10) digits--;
        if (digits > 0) writer.AddDigits((ulong)fraction, digits);
    }
}
