using System.Buffers.Binary;
using System.Text;

namespace Diesis.Tools.Symbols;

/// <summary>Writes the table that a kernel or program finds its own functions and lines in; its layout stands in sdk/abi/symbols/SymbolTable.cs.</summary>
internal static class SymbolTableWriter
{
    private const uint Magic = 'D' | 'S' << 8 | 'Y' << 16 | 'M' << 24;
    private const uint FramelessBit = 1u << 31;
    private const int HeaderBytes = 24, FunctionBytes = 16;

    public static byte[] Write(ulong imageStart, IReadOnlyList<CodeFunction> functions, IReadOnlyList<CodeLine> lines,
        Func<string, (string Type, string Function)> nameOf)
    {
        var types = new TextSection();
        var files = new TextSection();
        List<byte> names = [], rows = [];
        var records = new byte[functions.Count * FunctionBytes];
        int line = 0;
        for (int i = 0; i < functions.Count; i++)
        {
            var function = functions[i];
            var record = records.AsSpan(i * FunctionBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(function.Start - imageStart));
            BinaryPrimitives.WriteUInt32LittleEndian(record[4..], function.Size | (function.IsFrameless ? FramelessBit : 0));
            BinaryPrimitives.WriteUInt32LittleEndian(record[8..], (uint)names.Count);
            BinaryPrimitives.WriteUInt32LittleEndian(record[12..], (uint)rows.Count);

            var (type, name) = nameOf(function.Symbol);
            AddNumber(names, type.Length == 0 ? 0 : types.OffsetOf(type));
            AddText(names, name);

            while (line < lines.Count && lines[line].Address < function.Start) line++;
            int first = line;
            while (line < lines.Count && lines[line].Address < function.Start + function.Size) line++;
            AddRows(rows, function.Start, lines.Skip(first).Take(line - first), files);
        }

        var header = new byte[HeaderBytes];
        var typesStart = HeaderBytes + records.Length;
        var filesStart = typesStart + types.Bytes.Count;
        var namesStart = filesStart + files.Bytes.Count;
        uint[] words = [Magic, (uint)functions.Count, (uint)typesStart, (uint)filesStart, (uint)namesStart, (uint)(namesStart + names.Count)];
        for (int i = 0; i < words.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(i * sizeof(uint)), words[i]);
        return [.. header, .. records, .. types.Bytes, .. files.Bytes, .. names, .. rows];
    }

    private static void AddRows(List<byte> rows, ulong start, IEnumerable<CodeLine> lines, TextSection files)
    {
        // Of rows at one address the last counts; a row that says what the one before said says nothing; line 0 is nobody's.
        List<CodeLine> kept = [];
        foreach (var line in lines.Where(line => line.Line != 0 && line.File.Length != 0))
        {
            if (kept.Count > 0 && kept[^1].Address == line.Address) kept.RemoveAt(kept.Count - 1);
            if (kept.Count == 0 || (kept[^1].File, kept[^1].Line) != (line.File, line.Line)) kept.Add(line);
        }
        AddNumber(rows, (uint)kept.Count);
        ulong address = start;
        string? file = null;
        int number = 0;
        foreach (var line in kept)
        {
            bool changes = line.File != file;
            AddNumber(rows, (uint)(line.Address - address) << 1 | (changes ? 1u : 0));
            if (changes) AddNumber(rows, files.OffsetOf(line.File));
            int step = line.Line - number;
            AddNumber(rows, (uint)(step << 1 ^ step >> 31));
            (address, file, number) = (line.Address, line.File, line.Line);
        }
    }

    private static void AddNumber(List<byte> bytes, uint value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
    }

    private static void AddText(List<byte> bytes, string text)
    {
        AddNumber(bytes, (uint)Encoding.UTF8.GetByteCount(text));
        bytes.AddRange(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Texts that are each there once. Offset 0 is an empty one, so that it can mean none.</summary>
    private sealed class TextSection
    {
        private readonly Dictionary<string, uint> _offsets = [];

        public List<byte> Bytes { get; } = [0];

        public uint OffsetOf(string text)
        {
            if (_offsets.TryGetValue(text, out var offset)) return offset;
            _offsets[text] = offset = (uint)Bytes.Count;
            AddText(Bytes, text);
            return offset;
        }
    }
}
