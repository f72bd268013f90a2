namespace System;

/// <summary>English names, which are those of every place here. Three letters are enough of each.</summary>
internal static class DateNames
{
    public const int ShortLength = 3;

    public static ReadOnlySpan<byte> OfDay(int day) => day switch
    {
        0 => "Sunday"u8,
        1 => "Monday"u8,
        2 => "Tuesday"u8,
        3 => "Wednesday"u8,
        4 => "Thursday"u8,
        5 => "Friday"u8,
        _ => "Saturday"u8,
    };

    /// <param name="month">From 1 on.</param>
    public static ReadOnlySpan<byte> OfMonth(int month) => month switch
    {
        1 => "January"u8,
        2 => "February"u8,
        3 => "March"u8,
        4 => "April"u8,
        5 => "May"u8,
        6 => "June"u8,
        7 => "July"u8,
        8 => "August"u8,
        9 => "September"u8,
        10 => "October"u8,
        11 => "November"u8,
        _ => "December"u8,
    };
}
