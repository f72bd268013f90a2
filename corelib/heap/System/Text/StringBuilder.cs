using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System.Text;

/// <summary>A string being put together.</summary>
public sealed partial class StringBuilder
{
    private const int FirstCapacity = 16;

    private char[] _units;
    private int _length;

    public StringBuilder() : this(FirstCapacity) { }
    public StringBuilder(int capacity) => _units = new char[Math.Max(capacity, FirstCapacity)];
    public StringBuilder(string? value) : this(value.AsSpan().Length) => _ = Append(value);

    public int Capacity => _units.Length;

    public int Length
    {
        get => _length;
        set
        {
            if (value < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
            int added = value - _length;
            if (added > 0) Grow(added).Clear();
            _length = value;
        }
    }

    [IndexerName("Chars")]
    public char this[int index]
    {
        get => Contents[index];
        set => Contents[index] = value;
    }

    private Span<char> Contents => _units.AsSpan(0, _length);

    public StringBuilder Append(scoped ReadOnlySpan<char> value)
    {
        value.CopyTo(Grow(value.Length));
        return this;
    }

    public StringBuilder Append(string? value) => Append(value.AsSpan());
    public StringBuilder Append(char[]? value) => Append(new ReadOnlySpan<char>(value));
    public StringBuilder Append(char value) => Append(new ReadOnlySpan<char>(in value));

    public StringBuilder Append(char value, int repeatCount)
    {
        Grow(repeatCount).Fill(value);
        return this;
    }

    public StringBuilder Append(string? value, int startIndex, int count) => Append(value.AsSpan(startIndex, count));
    public StringBuilder Append(bool value) => Append(value.ToString());
    public StringBuilder Append(sbyte value) => Append(value.ToString());
    public StringBuilder Append(byte value) => Append(value.ToString());
    public StringBuilder Append(short value) => Append(value.ToString());
    public StringBuilder Append(ushort value) => Append(value.ToString());
    public StringBuilder Append(int value) => Append(value.ToString());
    public StringBuilder Append(uint value) => Append(value.ToString());
    public StringBuilder Append(long value) => Append(value.ToString());
    public StringBuilder Append(ulong value) => Append(value.ToString());
    public StringBuilder Append(object? value) => Append(value?.ToString());

    /// <summary>The handler has written into this builder already.</summary>
    public StringBuilder Append(
        [InterpolatedStringHandlerArgument("")] ref AppendInterpolatedStringHandler handler) => this;

    public StringBuilder AppendLine(
        [InterpolatedStringHandlerArgument("")] ref AppendInterpolatedStringHandler handler) => AppendLine();

    public StringBuilder AppendLine() => Append(Environment.NewLine);
    public StringBuilder AppendLine(string? value) => Append(value).AppendLine();

    public StringBuilder AppendFormat(string format, params ReadOnlySpan<object?> arguments)
        => Append(string.Format(format, arguments));

    public StringBuilder Insert(int index, string? value)
    {
        if ((uint)index > (uint)_length) ThrowHelpers.ThrowArgumentOutOfRangeException();
        int moved = _length - index;
        _ = Grow(value.AsSpan().Length);
        _units.AsSpan(index, moved).CopyTo(_units.AsSpan(_length - moved));
        value.AsSpan().CopyTo(_units.AsSpan(index));
        return this;
    }

    public StringBuilder Remove(int startIndex, int length)
    {
        var tail = Contents.Slice(startIndex).Slice(length);
        tail.CopyTo(Contents.Slice(startIndex));
        _length -= length;
        return this;
    }

    public StringBuilder Replace(char oldValue, char newValue)
    {
        foreach (ref char unit in Contents)
            if (unit == oldValue) unit = newValue;
        return this;
    }

    public StringBuilder Clear()
    {
        _length = 0;
        return this;
    }

    public override string ToString() => string.From(Contents);
    public string ToString(int startIndex, int length) => string.From(Contents.Slice(startIndex, length));

    internal void AppendAligned(scoped ReadOnlySpan<char> value, int alignment)
    {
        int padding = Math.Max(Math.Abs(alignment) - value.Length, 0);
        if (alignment > 0) _ = Append(' ', padding);
        _ = Append(value);
        if (alignment < 0) _ = Append(' ', padding);
    }

    /// <returns>Room for so many units, which count as written.</returns>
    private Span<char> Grow(int count)
    {
        int length = checked(_length + count);
        if (length > _units.Length)
        {
            char[] units = new char[Math.Max(length, _units.Length * 2)];
            Contents.CopyTo(units);
            _units = units;
        }
        var room = _units.AsSpan(_length, count);
        _length = length;
        return room;
    }
}
