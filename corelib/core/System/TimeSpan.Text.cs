using Internal.Runtime.CompilerHelpers;

namespace System;

public readonly partial struct TimeSpan : ISpanFormattable, IUtf8SpanFormattable
{
    private const int FractionDigits = 7;

    /// <param name="format">
    /// <c>c</c>, or nothing: [-][d.]hh:mm:ss[.fffffff]. <c>g</c>: [-][d:]h:mm:ss[.f], short. <c>G</c>:
    /// [-]d:hh:mm:ss.fffffff, whole.
    /// </param>
    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? formatProvider = null)
        => TryFormat(format, destination, out charsWritten);

    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default,
        IFormatProvider? formatProvider = null)
        => TryFormat(format, utf8Destination, out bytesWritten);

    private bool TryFormat<TUnit>(ReadOnlySpan<char> format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        char letter = format.IsEmpty ? 'c' : format[0];
        if (format.Length > 1 || letter is not ('c' or 't' or 'T' or 'g' or 'G')) ThrowHelpers.ThrowFormatException();
        bool isShort = letter == 'g', isWhole = letter == 'G';
        // Of the least value there is no positive one in ticks.
        ulong ticks = unchecked(_ticks < 0 ? 0 - (ulong)_ticks : (ulong)_ticks);
        ulong days = ticks / TicksPerDay, hours = ticks / TicksPerHour % 24;
        ulong fraction = ticks % TicksPerSecond;

        UnitWriter<TUnit> writer = new(destination);
        if (_ticks < 0) writer.Add('-');
        if (days != 0 || isWhole)
        {
            writer.AddDigits(days, Number.CountDigits(days));
            writer.Add(isShort || isWhole ? ':' : '.');
        }
        writer.AddDigits(hours, isShort && hours < 10 ? 1 : 2);
        writer.Add(':');
        writer.AddDigits(ticks / TicksPerMinute % 60, 2);
        writer.Add(':');
        writer.AddDigits(ticks / TicksPerSecond % 60, 2);
        if (fraction != 0 || isWhole)
        {
            int digits = FractionDigits;
            for (; isShort && fraction % 10 == 0; fraction /= 10) digits--;
            writer.Add('.');
            writer.AddDigits(fraction, digits);
        }
        written = writer.Written;
        return writer.Fits;
    }
}
