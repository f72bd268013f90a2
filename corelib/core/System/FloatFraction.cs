namespace System;

/// <summary>
/// A number of floating point, not 0, as numerator / denominator × 10^point, from which digits are taken.
/// </summary>
/// <remarks>
/// The way of Steele and White, "How to Print Floating-Point Numbers Accurately" (1990), and Burger and Dybvig, "Printing
/// Floating-Point Numbers Quickly and Accurately" (1996).
/// </remarks>
internal ref struct FloatFraction
{
    /// <summary>How many words a buffer needs for each of the numbers.</summary>
    /// <remarks>The greatest stands for 2^-1074, as 10^323 above 2^1074; some bits go for alignment and margins.</remarks>
    public const int Words = 40;

    private BigNatural _numerator;
    private BigNatural _denominator;
    private BigNatural _margin;
    private BigNatural _sum;
    private readonly FloatParts _value;
    private int _point;

    /// <param name="buffer">Of four times <see cref="Words"/>.</param>
    public FloatFraction(FloatParts value, Span<uint> buffer)
    {
        _value = value;
        _numerator = new(buffer.Slice(0, Words));
        _denominator = new(buffer.Slice(Words, Words));
        _margin = new(buffer.Slice(2 * Words, Words));
        _sum = new(buffer.Slice(3 * Words, Words));
        // 1262611 / 2^22 is log10(2), exact enough for these exponents; the true point is this or one more.
        _point = (value.Magnitude * 1_262_611 >> 22) + 1;
        Scale();
    }

    /// <summary>Takes so many digits as it needs to tell the number from its neighbours, the nearest of such texts.</summary>
    public void TakeShortest(ref DecimalDigits digits)
    {
        Settle(isTenfold: ReachesUp(isInclusive: _value.IsEven));
        digits.Point = _point;
        while (true)
        {
            uint digit = TakeDigit();
            _margin.Multiply(10);
            bool mayRoundDown = ReachesDown(isInclusive: _value.IsEven);
            bool mayRoundUp = ReachesUp(isInclusive: _value.IsEven);
            digits.Add(digit);
            if (!mayRoundDown && !mayRoundUp) continue;
            bool isUp = mayRoundUp && (!mayRoundDown || IsRoundedUp(isOdd: (digit & 1) != 0));
            if (isUp) digits.Increment();
            return;
        }
    }

    /// <summary>Takes the digits that a format shows, the last one rounded.</summary>
    public void Take(NumberFormat format, ref DecimalDigits digits)
    {
        Settle(isTenfold: BigNatural.Compare(_numerator, _denominator) >= 0);
        digits.Point = _point;
        int wanted = format.DigitsWanted(_point);
        uint digit = 0;
        while (digits.Count < Math.Min(wanted, digits.Capacity) && !_numerator.IsZero)
        {
            digit = TakeDigit();
            digits.Add(digit);
        }
        if (wanted >= 0 && IsRoundedUp(isOdd: (digit & 1) != 0)) digits.Increment();
        digits.DropTrailingZeros();
    }

    private void Scale()
    {
        // Twice everything, for half the distance to a neighbour; twice again where the one below is nearer.
        int extra = _value.IsNearerBelow ? 2 : 1;
        int power = Math.Abs(_point);
        int twosAbove = Math.Max(_value.Exponent, 0) + Math.Max(-_point, 0);
        int twosBelow = Math.Max(-_value.Exponent, 0) + Math.Max(_point, 0);
        int common = Math.Min(twosAbove, twosBelow);
        _numerator.Set(_value.Significand);
        _denominator.Set(1);
        _margin.Set(1);
        if (_point >= 0)
        {
            _denominator.MultiplyByPowerOfFive(power);
        }
        else
        {
            _margin.MultiplyByPowerOfFive(power);
            _numerator.MultiplyByPowerOfFive(power);
        }
        _numerator.ShiftLeft(twosAbove - common + extra);
        _denominator.ShiftLeft(twosBelow - common + extra);
        _margin.ShiftLeft(twosAbove - common);
    }

    /// <summary>Puts the fraction below 1, and the denominator where it can divide.</summary>
    private void Settle(bool isTenfold)
    {
        if (isTenfold)
        {
            _point++;
            _denominator.Multiply(10);
        }
        int aligning = -_denominator.BitLength & BigNatural.WordBits - 1;
        _numerator.ShiftLeft(aligning);
        _denominator.ShiftLeft(aligning);
        _margin.ShiftLeft(aligning);
    }

    private uint TakeDigit()
    {
        _numerator.Multiply(10);
        return _numerator.Divide(_denominator);
    }

    private readonly bool ReachesDown(bool isInclusive)
    {
        int order = BigNatural.Compare(_numerator, _margin);
        return isInclusive ? order <= 0 : order < 0;
    }

    private bool ReachesUp(bool isInclusive)
    {
        _sum.Set(_numerator);
        _sum.Add(_margin);
        if (_value.IsNearerBelow) _sum.Add(_margin);
        int order = BigNatural.Compare(_sum, _denominator);
        return isInclusive ? order >= 0 : order > 0;
    }

    private bool IsRoundedUp(bool isOdd)
    {
        _sum.Set(_numerator);
        _sum.Add(_numerator);
        int order = BigNatural.Compare(_sum, _denominator);
        return order > 0 || order == 0 && isOdd;
    }
}
