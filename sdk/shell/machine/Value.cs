using System;

namespace Diesis.Shell.Machine;

/// <summary>
/// Any value of the language: 64 bits or an object, never both, and nothing that says which. The checker knows the type of every place, so nothing is boxed
/// and nothing is asked at run time. What bits a number, size, duration, time or truth has is in <see cref="Types.PrimitiveType"/>.
/// </summary>
public struct Value
{
    public long Bits;
    public object? Object;

    public readonly bool IsTrue => Bits != 0;

    public double Double
    {
        readonly get => BitConverter.Int64BitsToDouble(Bits);
        set => Bits = BitConverter.DoubleToInt64Bits(value);
    }

    public readonly string Text => (string)Object!;
    public readonly ListValue List => (ListValue)Object!;
    public readonly RecordValue Record => (RecordValue)Object!;
    public readonly ValueStream Stream => (ValueStream)Object!;
    public readonly Closure Closure => (Closure)Object!;

    public static Value FromBits(long bits) => new() { Bits = bits };
    public static Value FromBool(bool value) => new() { Bits = value ? 1 : 0 };
    public static Value FromDouble(double value) => new() { Bits = BitConverter.DoubleToInt64Bits(value) };
    public static Value FromText(string text) => new() { Object = text };
    public static Value FromObject(object value) => new() { Object = value };
}
