namespace System.Globalization;

/// <summary>What may stand around the digits of a number that is read.</summary>
[Flags]
public enum NumberStyles
{
    None = 0,
    AllowLeadingWhite = 1 << 0,
    AllowTrailingWhite = 1 << 1,
    AllowLeadingSign = 1 << 2,
    AllowTrailingSign = 1 << 3,
    AllowParentheses = 1 << 4,
    AllowDecimalPoint = 1 << 5,
    AllowThousands = 1 << 6,
    AllowExponent = 1 << 7,
    AllowCurrencySymbol = 1 << 8,
    AllowHexSpecifier = 1 << 9,
    AllowBinarySpecifier = 1 << 10,

    Integer = AllowLeadingWhite | AllowTrailingWhite | AllowLeadingSign,
    HexNumber = AllowLeadingWhite | AllowTrailingWhite | AllowHexSpecifier,
    BinaryNumber = AllowLeadingWhite | AllowTrailingWhite | AllowBinarySpecifier,
    Number = Integer | AllowTrailingSign | AllowDecimalPoint | AllowThousands,
    Float = Integer | AllowDecimalPoint | AllowExponent,
    Currency = Number | AllowParentheses | AllowCurrencySymbol,
    Any = Currency | AllowExponent,
}
