using System;

namespace Diesis.Terminals.Screens;

/// <summary>A line of cells. No half of a wide letter stands alone in it.</summary>
public sealed class ScreenLine(int columns)
{
    private readonly Cell[] _cells = new Cell[columns];

    public ReadOnlySpan<Cell> Cells => _cells;
    public int Columns => _cells.Length;

    /// <summary>The text was too long for it, and goes on in the next.</summary>
    public bool Wraps { get; set; }

    /// <summary>Something of it is another than when it was drawn last.</summary>
    public bool IsChanged { get; set; } = true;

    /// <summary>Puts a letter, and what belongs to it, in place of others.</summary>
    public void Put(int column, uint point, int width, Pen pen)
    {
        Split(column);
        Split(column + width);
        _cells[column] = new(point, width == 2, pen);
        if (width == 2) _cells[column + 1] = Cell.RightHalf(pen);
        // Whether it goes on is not known before the next letter.
        if (column + width == Columns) Wraps = false;
        IsChanged = true;
    }

    public void PutFiller(Pen pen)
    {
        Split(Columns - 1);
        _cells[Columns - 1] = Cell.Filler(pen);
        IsChanged = true;
    }

    /// <summary>Puts a mark onto the letter at a place, or onto the whole wide letter of which that is the right half.</summary>
    public void Mark(int column, uint mark)
    {
        if (_cells[column].IsRightHalf) column--;
        _cells[column] = _cells[column].WithMark(mark);
        IsChanged = true;
    }

    public void Erase(int from, int to, Pen pen)
    {
        if (from >= to) return;
        Split(from);
        Split(to);
        _cells.AsSpan(from, to - from).Fill(Cell.Erased(pen));
        if (to == Columns) Wraps = false;
        IsChanged = true;
    }

    /// <summary>Moves what is at and behind a place to the right; what does not fit is gone.</summary>
    public void Insert(int column, int count, Pen pen)
    {
        count = Math.Min(count, Columns - column);
        Split(column);
        Split(Columns - count);
        _cells.AsSpan(column, Columns - column - count).CopyTo(_cells.AsSpan(column + count));
        _cells.AsSpan(column, count).Fill(Cell.Erased(pen));
        Wraps = false;
        IsChanged = true;
    }

    /// <summary>Takes letters out; what is behind them moves to the left.</summary>
    public void Delete(int column, int count, Pen pen)
    {
        count = Math.Min(count, Columns - column);
        Split(column);
        Split(column + count);
        _cells.AsSpan(column + count).CopyTo(_cells.AsSpan(column));
        _cells.AsSpan(Columns - count).Fill(Cell.Erased(pen));
        Wraps = false;
        IsChanged = true;
    }

    /// <summary>The same cells; those for which there is no room are left out.</summary>
    public void CopyFrom(ReadOnlySpan<Cell> cells)
    {
        cells.Slice(0, Math.Min(cells.Length, Columns)).CopyTo(_cells);
        // Where there is one column, both halves of a wide letter come alone.
        if (_cells[0].IsRightHalf) _cells[0] = Cell.Erased(_cells[0].Pen);
        if (_cells[Columns - 1].IsWide) _cells[Columns - 1] = Cell.Erased(_cells[Columns - 1].Pen);
        IsChanged = true;
    }

    /// <summary>How many cells there are without those at the end where nothing was written.</summary>
    public int UsedColumns
    {
        get
        {
            int used = Columns;
            while (used > 0 && _cells[used - 1].IsUntouched) used--;
            return used;
        }
    }

    /// <summary>Where a change begins or ends inside of a wide letter, both halves of it are erased.</summary>
    private void Split(int column)
    {
        if (column <= 0 || column >= Columns || !_cells[column].IsRightHalf) return;
        _cells[column] = Cell.Erased(_cells[column].Pen);
        _cells[column - 1] = Cell.Erased(_cells[column - 1].Pen);
    }
}
