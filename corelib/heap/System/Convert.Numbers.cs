using Internal.Runtime.CompilerHelpers;

namespace System;

// From one type of number to another: what does not fit ends the program, and halves go to the even neighbour.
public static partial class Convert
{
    public static bool ToBoolean(bool value) => value;
    public static bool ToBoolean(int value) => value != 0;
    public static bool ToBoolean(uint value) => value != 0;
    public static bool ToBoolean(long value) => value != 0;
    public static bool ToBoolean(ulong value) => value != 0;
    public static bool ToBoolean(double value) => value != 0;
    public static bool ToBoolean(string? value) => value != null && bool.Parse(value);

    public static byte ToByte(bool value) => value ? (byte)1 : (byte)0;
    public static byte ToByte(char value) => checked((byte)value);
    public static byte ToByte(int value) => checked((byte)value);
    public static byte ToByte(uint value) => checked((byte)value);
    public static byte ToByte(long value) => checked((byte)value);
    public static byte ToByte(ulong value) => checked((byte)value);
    public static byte ToByte(double value) => checked((byte)ToInt32(value));
    public static byte ToByte(string? value) => value == null ? (byte)0 : byte.Parse(value);
    public static byte ToByte(string? value, int fromBase) => fromBase == 10 ? ToByte(value) : unchecked((byte)Read(value, fromBase, 8));

    public static short ToInt16(int value) => checked((short)value);
    public static short ToInt16(long value) => checked((short)value);
    public static short ToInt16(double value) => checked((short)ToInt32(value));
    public static short ToInt16(string? value) => value == null ? (short)0 : short.Parse(value);
    public static short ToInt16(string? value, int fromBase) => fromBase == 10 ? ToInt16(value) : unchecked((short)Read(value, fromBase, 16));

    public static ushort ToUInt16(int value) => checked((ushort)value);
    public static ushort ToUInt16(long value) => checked((ushort)value);
    public static ushort ToUInt16(double value) => checked((ushort)ToInt32(value));
    public static ushort ToUInt16(string? value) => value == null ? (ushort)0 : ushort.Parse(value);
    public static ushort ToUInt16(string? value, int fromBase) => fromBase == 10 ? ToUInt16(value) : checked((ushort)Read(value, fromBase, 16));

    public static int ToInt32(bool value) => value ? 1 : 0;
    public static int ToInt32(char value) => value;
    public static int ToInt32(byte value) => value;
    public static int ToInt32(short value) => value;
    public static int ToInt32(int value) => value;
    public static int ToInt32(uint value) => checked((int)value);
    public static int ToInt32(long value) => checked((int)value);
    public static int ToInt32(ulong value) => checked((int)value);
    public static int ToInt32(float value) => ToInt32((double)value);
    public static int ToInt32(double value) => checked((int)Math.Round(value));
    public static int ToInt32(string? value) => value == null ? 0 : int.Parse(value);
    public static int ToInt32(string? value, int fromBase) => fromBase == 10 ? ToInt32(value) : unchecked((int)Read(value, fromBase, 32));

    public static uint ToUInt32(bool value) => value ? 1u : 0;
    public static uint ToUInt32(char value) => value;
    public static uint ToUInt32(int value) => checked((uint)value);
    public static uint ToUInt32(long value) => checked((uint)value);
    public static uint ToUInt32(ulong value) => checked((uint)value);
    public static uint ToUInt32(double value) => checked((uint)Math.Round(value));
    public static uint ToUInt32(string? value) => value == null ? 0 : uint.Parse(value);
    public static uint ToUInt32(string? value, int fromBase) => fromBase == 10 ? ToUInt32(value) : checked((uint)Read(value, fromBase, 32));

    public static long ToInt64(bool value) => value ? 1 : 0;
    public static long ToInt64(char value) => value;
    public static long ToInt64(int value) => value;
    public static long ToInt64(uint value) => value;
    public static long ToInt64(long value) => value;
    public static long ToInt64(ulong value) => checked((long)value);
    public static long ToInt64(double value) => checked((long)Math.Round(value));
    public static long ToInt64(string? value) => value == null ? 0 : long.Parse(value);
    public static long ToInt64(string? value, int fromBase) => fromBase == 10 ? ToInt64(value) : unchecked((long)Read(value, fromBase, 64));

    public static ulong ToUInt64(bool value) => value ? 1u : 0;
    public static ulong ToUInt64(int value) => checked((ulong)value);
    public static ulong ToUInt64(long value) => checked((ulong)value);
    public static ulong ToUInt64(double value) => checked((ulong)Math.Round(value));
    public static ulong ToUInt64(string? value) => value == null ? 0 : ulong.Parse(value);
    public static ulong ToUInt64(string? value, int fromBase) => fromBase == 10 ? ToUInt64(value) : Read(value, fromBase, 64);

    public static float ToSingle(int value) => value;
    public static float ToSingle(double value) => (float)value;
    public static float ToSingle(string? value) => value == null ? 0 : float.Parse(value);

    public static double ToDouble(bool value) => value ? 1 : 0;
    public static double ToDouble(int value) => value;
    public static double ToDouble(long value) => value;
    public static double ToDouble(float value) => value;
    public static double ToDouble(double value) => value;
    public static double ToDouble(string? value) => value == null ? 0 : double.Parse(value);

    public static char ToChar(int value) => checked((char)value);
    public static char ToChar(byte value) => (char)value;

    public static string ToString(bool value) => value.ToString();
    public static string ToString(char value) => value.ToString();
    public static string ToString(int value) => value.ToString();
    public static string ToString(uint value) => value.ToString();
    public static string ToString(long value) => value.ToString();
    public static string ToString(ulong value) => value.ToString();
    public static string ToString(double value) => value.ToString();
    public static string? ToString(string? value) => value;
    public static string ToString(object? value) => value?.ToString() ?? "";

    /// <param name="toBase">2, 8, 10 or 16. Negative numbers are written as their bits, but in base 10.</param>
    public static string ToString(byte value, int toBase) => Write(value, toBase);
    public static string ToString(short value, int toBase) => toBase == 10 ? value.ToString() : Write(unchecked((ushort)value), toBase);
    public static string ToString(int value, int toBase) => toBase == 10 ? value.ToString() : Write(unchecked((uint)value), toBase);
    public static string ToString(long value, int toBase) => toBase == 10 ? value.ToString() : Write(unchecked((ulong)value), toBase);

    private static string Write(ulong value, int toBase)
    {
        if (toBase is not (2 or 8 or 10 or 16)) ThrowHelpers.ThrowArgumentException();
        const int longest = 64;
        Span<char> digits = stackalloc char[longest];
        int at = longest;
        do
        {
            digits[--at] = "0123456789abcdef"[(int)(value % (ulong)toBase)];
            value /= (ulong)toBase;
        }
        while (value != 0);
        return new string(digits.Slice(at));
    }

    /// <summary>Reads bits.</summary>
    /// <param name="fromBase">2, 8 or 16; numbers in base 10 are read elsewhere.</param>
    /// <param name="bits">What has more does not fit.</param>
    private static ulong Read(string? text, int fromBase, int bits)
    {
        if (fromBase is not (2 or 8 or 16)) ThrowHelpers.ThrowArgumentException();
        if (text == null) return 0;
        var rest = text.AsSpan();
        if (fromBase == 16 && (rest.StartsWith("0x") || rest.StartsWith("0X"))) rest = rest.Slice(2);
        if (rest.IsEmpty) ThrowHelpers.ThrowFormatException();
        ulong value = 0;
        foreach (char unit in rest)
        {
            int digit = unit is >= '0' and <= '9' ? unit - '0' : (unit | 0x20) is >= 'a' and <= 'f' ? (unit | 0x20) - 'a' + 10 : fromBase;
            if (digit >= fromBase) ThrowHelpers.ThrowFormatException();
            value = checked(value * (ulong)fromBase + (ulong)digit);
        }
        if (bits < 64 && value >> bits != 0) ThrowHelpers.ThrowOverflowException();
        return value;
    }
}
