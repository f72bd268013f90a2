namespace System;

/// <summary>Which of its neighbours a number is rounded to; the first two go to the nearest one.</summary>
public enum MidpointRounding
{
    ToEven,
    AwayFromZero,
    ToZero,
    ToNegativeInfinity,
    ToPositiveInfinity,
}
