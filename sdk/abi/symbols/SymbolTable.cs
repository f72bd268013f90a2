using System;
using System.Buffers.Binary;

namespace Diesis.Abi.Symbols;

/// <summary>
/// The table in an image that leads from a place in code to function, file and line. It is read where it lies; a damaged one gives no
/// answer and nothing worse. <c>tools/diesis</c> writes it (SymbolTableWriter) when it links a kernel or a program.
/// </summary>
/// <remarks>
/// All numbers are little-endian; places in code count from the image's first byte, so that the image may lie anywhere.
/// <code>
///   header      magic "DSYM", functions: count, types: offset, files: offset, names: offset, lines: offset     6 × 4 bytes
///   functions   sorted by start:  start · size with bit 31 "frameless" · name · rows                           4 × 4 bytes each
///   types,files texts, each a length (varint) and UTF-8, one after the other
///   names       per function: its type (offset into types, varint; 0 is none), then a text
///   lines       per function: number of rows (varint), then per row
///                 (bytes since the last row) × 2 + (1 if the file changes)      varint
///                 the file's offset into files, if it changes                   varint
///                 lines since the last row, zigzag                              varint
/// </code>
/// A varint has seven bits per byte, the lowest first; the top bit says that more follow.
/// </remarks>
public static class SymbolTable
{
    public const uint Magic = 'D' | 'S' << 8 | 'Y' << 16 | 'M' << 24;
    public const int HeaderBytes = 24;
    public const int FunctionBytes = 16;
    public const uint FramelessBit = 1u << 31;

    /// <summary>Finds a place by its distance from the image's first byte.</summary>
    public static bool TryFind(ReadOnlySpan<byte> table, uint place, out Symbol symbol)
    {
        symbol = default;
        if (table.Length < HeaderBytes || Word(table, 0) != Magic) return false;
        uint count = Word(table, 4);
        if (count == 0 || count > (table.Length - HeaderBytes) / FunctionBytes) return false;

        int index = LastAtOrBefore(table, count, place);
        if (index < 0) return false;
        int record = HeaderBytes + index * FunctionBytes;
        uint size = Word(table, record + 4);
        uint start = Word(table, record);
        if (place - start >= (size & ~FramelessBit)) return false;

        symbol.Start = start;
        symbol.IsFrameless = (size & FramelessBit) != 0;
        ReadName(table, Word(table, record + 8), ref symbol);
        ReadLine(table, Word(table, record + 12), place - start, ref symbol);
        return true;
    }

    private static int LastAtOrBefore(ReadOnlySpan<byte> table, uint count, uint place)
    {
        int low = -1, high = (int)count;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (Word(table, HeaderBytes + middle * FunctionBytes) <= place) low = middle;
            else high = middle;
        }
        return low;
    }

    private static void ReadName(ReadOnlySpan<byte> table, uint offset, ref Symbol symbol)
    {
        var reader = new VariableReader(Section(table, 16, offset));
        uint type = reader.Next();
        symbol.Function = reader.NextText();
        symbol.Type = type == 0 ? default : new VariableReader(Section(table, 8, type)).NextText();
    }

    private static void ReadLine(ReadOnlySpan<byte> table, uint offset, uint place, ref Symbol symbol)
    {
        var reader = new VariableReader(Section(table, 20, offset));
        uint rows = reader.Next(), at = 0, file = 0;
        long line = 0;
        for (uint row = 0; row < rows && !reader.IsAtEnd; row++)
        {
            uint step = reader.Next();
            uint nextFile = (step & 1) != 0 ? reader.Next() : file;
            uint change = reader.Next();
            at += step >> 1;
            if (at > place) break;
            file = nextFile;
            line += (long)(change >> 1) ^ -(long)(change & 1);
        }
        if (line is <= 0 or > uint.MaxValue) return;
        symbol.Line = (uint)line;
        symbol.File = new VariableReader(Section(table, 12, file)).NextText();
    }

    /// <summary>What follows an offset into the section whose start stands in the header.</summary>
    private static ReadOnlySpan<byte> Section(ReadOnlySpan<byte> table, int header, uint offset)
    {
        ulong start = (ulong)Word(table, header) + offset;
        return start < (ulong)table.Length ? table.Slice((int)start) : default;
    }

    private static uint Word(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadUInt32LittleEndian(table.Slice(at));
}
