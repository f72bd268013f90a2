namespace System;

/// <summary>
/// A number as its decimal digits: 0.d₁d₂d₃… × 10^<see cref="Point"/>. Digits are ASCII; none at all is zero.
/// </summary>
/// <remarks>Invariant: the first digit is not '0'.</remarks>
internal ref struct DecimalDigits(Span<byte> digits, bool isNegative)
{
    public const int MostOfInteger = 20;

    private readonly Span<byte> _digits = digits;

    public bool IsNegative = isNegative;

    /// <summary>How many digits there are.</summary>
    public int Count;

    /// <summary>How many digits stand before the point; negative counts the zeros behind it.</summary>
    public int Point;

    public readonly int Capacity => _digits.Length;
    public readonly ReadOnlySpan<byte> Digits => _digits.Slice(0, Count);

    /// <returns>The digit at a place counted from the first; zeros stand before and follow without end.</returns>
    public readonly uint this[int place] => place >= 0 && place < Count ? _digits[place] : '0';

    public void Add(uint digit) => _digits[Count++] = (byte)('0' + digit);

    public void DropTrailingZeros()
    {
        while (Count > 0 && _digits[Count - 1] == '0') Count--;
        if (Count == 0) Point = 0;
    }

    /// <summary>Keeps so many digits (fewer than one: none, or the one that rounding makes).</summary>
    public void RoundHalfUp(int keep)
    {
        if (keep >= Count) return;
        bool isUp = keep >= 0 && _digits[keep] >= '5';
        Count = Math.Max(keep, 0);
        if (isUp) Increment();
        DropTrailingZeros();
    }

    /// <summary>Adds one to the last digit kept.</summary>
    public void Increment()
    {
        while (Count > 0 && _digits[Count - 1] == '9') Count--;
        if (Count > 0)
        {
            _digits[Count - 1]++;
            return;
        }
        _digits[0] = (byte)'1';
        Count = 1;
        Point++;
    }
}
