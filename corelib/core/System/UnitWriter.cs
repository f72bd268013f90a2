namespace System;

/// <summary>Writes text unit by unit and remembers whether all of it fitted.</summary>
internal ref struct UnitWriter<TUnit>(Span<TUnit> destination) where TUnit : unmanaged, ITextUnit<TUnit>
{
    private readonly Span<TUnit> _destination = destination;
    private int _count;
    private bool _isOver;

    public readonly bool Fits => !_isOver;

    /// <summary>Nothing counts as written when not all of it fitted.</summary>
    public readonly int Written => _isOver ? 0 : _count;

    public void Add(uint ascii)
    {
        if ((uint)_count < (uint)_destination.Length) _destination[_count++] = TUnit.FromAscii(ascii);
        else _isOver = true;
    }

    /// <summary>The last digits of a number, so many of them.</summary>
    public void AddDigits(ulong value, int count)
    {
        ulong power = 1;
        for (int i = 1; i < count; i++) power *= 10;
        for (; power != 0; power /= 10) Add((uint)('0' + value / power % 10));
    }

    public void Add(ReadOnlySpan<byte> ascii)
    {
        foreach (byte character in ascii) Add(character);
    }
}
