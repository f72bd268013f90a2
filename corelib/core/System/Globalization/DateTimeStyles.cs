namespace System.Globalization;

/// <summary>How a moment is read whose text may say nothing of a zone.</summary>
[Flags]
public enum DateTimeStyles
{
    None = 0,
    AllowLeadingWhite = 1,
    AllowTrailingWhite = 2,
    AllowInnerWhite = 4,
    AllowWhiteSpaces = 7,

    /// <summary>The day without a date: here that of the year 1.</summary>
    NoCurrentDateDefault = 8,

    /// <summary>The result is universal time.</summary>
    AdjustToUniversal = 0x10,

    AssumeLocal = 0x20,
    AssumeUniversal = 0x40,

    /// <summary>What is marked as universal stays so.</summary>
    RoundtripKind = 0x80,
}
