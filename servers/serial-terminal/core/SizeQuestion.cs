using System;

namespace Diesis.Servers.Terminals;

/// <summary>
/// Finds out how large the terminal at the other end of a line is: it is asked to go to the far corner, and to say where that is (DSR 6, ECMA-48, 8.3.35). Its answer comes among what is typed,
/// and is taken out of that.
/// </summary>
public sealed class SizeQuestion
{
    /// <summary>Saves the cursor, goes as far as it can, asks, and goes back.</summary>
    public static ReadOnlySpan<byte> Text => "\e7\e[9999;9999H\e[6n\e8"u8;

    private const int LongestAnswer = 12;

    private readonly byte[] _held = new byte[LongestAnswer];
    private int _count;

    /// <summary>An answer may come.</summary>
    public bool IsOpen { get; private set; }

    public int Columns { get; private set; }
    public int Rows { get; private set; }

    public void Ask()
    {
        IsOpen = true;
        _count = 0;
    }

    /// <summary>Takes a byte that came.</summary>
    /// <param name="typed">Room for what turns out to have been typed: <see cref="MostTyped"/>.</param>
    /// <returns>How many bytes of it; 0 while it may be part of the answer.</returns>
    public int Take(byte value, Span<byte> typed)
    {
        if (!IsOpen)
        {
            typed[0] = value;
            return 1;
        }
        _held[_count++] = value;
        if (IsAnswer(out bool isWhole))
        {
            if (isWhole) _count = 0;
            return 0;
        }
        int count = _count;
        _held.AsSpan(0, count).CopyTo(typed);
        _count = 0;
        return count;
    }

    public const int MostTyped = LongestAnswer;

    /// <summary>Nobody answered, or it was no answer: what was held was typed.</summary>
    public int GiveUp(Span<byte> typed)
    {
        int count = _count;
        _held.AsSpan(0, count).CopyTo(typed);
        _count = 0;
        IsOpen = false;
        return count;
    }

    /// <summary>Can what is held be the beginning of ESC [ ROWS ; COLUMNS R, or all of it?</summary>
    private bool IsAnswer(out bool isWhole)
    {
        isWhole = false;
        int rows = 0, columns = 0, at = 2;
        if (_held[0] != 0x1B || _count > 1 && _held[1] != '[') return false;
        if (_count <= 2) return true;
        bool hasRows = TryNumber(ref at, ref rows);
        if (at == _count) return _count < LongestAnswer;
        if (!hasRows || _held[at++] != ';') return false;
        bool hasColumns = TryNumber(ref at, ref columns);
        if (at == _count) return _count < LongestAnswer;
        if (!hasColumns || _held[at] != 'R' || rows == 0 || columns == 0) return false;
        isWhole = true;
        IsOpen = false;
        Rows = rows;
        Columns = columns;
        return true;
    }

    private bool TryNumber(ref int at, ref int number)
    {
        int first = at;
        for (; at < _count && _held[at] is >= (byte)'0' and <= (byte)'9' && at - first < 4; at++) number = number * 10 + _held[at] - '0';
        return at > first;
    }
}
