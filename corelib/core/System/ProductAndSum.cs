namespace System;

/// <summary>x × y + z in whole numbers, for processors that have no instruction for it.</summary>
internal static class ProductAndSum
{
    /// <summary>
    /// A term whose bits all lie so far below the other's leading one can as well be a single bit there: neither
    /// decides more than to which side of a number, or of the middle of two, the sum lies.
    /// </summary>
    private const int MostDistance = 128;

    /// <summary>Room for a term of 128 bits, so many bits up, and a carry.</summary>
    private const int Words = (2 * MostDistance + 2 * BigNatural.WordBits) / BigNatural.WordBits;

    /// <summary>All as bits of numbers that are neither 0 nor infinite.</summary>
    public static ulong Round(FloatLayout layout, ulong x, ulong y, ulong z)
    {
        FloatParts left = new(layout, x), right = new(layout, y), summand = new(layout, z);
        BigNatural product = new(stackalloc uint[Words]);
        BigNatural added = new(stackalloc uint[Words]);
        ulong high = Math.BigMul(left.Significand, right.Significand, out ulong low);
        product.Set(high);
        product.ShiftLeft(2 * BigNatural.WordBits);
        added.Set(low);
        product.Add(added);
        added.Set(summand.Significand);
        int exponent = Align(
            ref product, left.Exponent + right.Exponent, ref added, summand.Exponent);

        bool isNegative = left.IsNegative != right.IsNegative;
        if (isNegative == summand.IsNegative) product.Add(added);
        else if (BigNatural.Compare(product, added) >= 0) product.Subtract(added);
        else
        {
            added.Subtract(product);
            product.Set(added);
            isNegative = !isNegative;
        }
        // An exact zero is positive, unless both terms are negative, and then there is none.
        if (product.IsZero) return 0;
        ulong leading = product.LeadingBits(out int shift, out bool hasMore);
        ulong bits = layout.Round(leading, exponent + shift, hasMore);
        return isNegative ? bits | layout.SignBit : bits;
    }

    /// <returns>The exponent of both.</returns>
    private static int Align(ref BigNatural left, int leftExponent, ref BigNatural right, int rightExponent)
    {
        int leftTop = leftExponent + left.BitLength, rightTop = rightExponent + right.BitLength;
        if (leftTop - rightTop > MostDistance)
        {
            right.Set(1);
            rightExponent = leftTop - MostDistance - 1;
        }
        if (rightTop - leftTop > MostDistance)
        {
            left.Set(1);
            leftExponent = rightTop - MostDistance - 1;
        }
        int exponent = Math.Min(leftExponent, rightExponent);
        left.ShiftLeft(leftExponent - exponent);
        right.ShiftLeft(rightExponent - exponent);
        return exponent;
    }
}
