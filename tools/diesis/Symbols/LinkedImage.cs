using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;
using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Symbols;

/// <summary>What the LLVM tools tell about a linked kernel: its functions and the lines they come from.</summary>
internal sealed partial class LinkedImage(string path, Architecture architecture)
{
    /// <summary>Where <c>.text</c>, the first part of the image, was linked to.</summary>
    public ulong TextStart { get; private set; }

    public IReadOnlyList<CodeFunction> Functions { get; private set; } = [];

    /// <summary>Sorted by address.</summary>
    public IReadOnlyList<CodeLine> Lines { get; private set; } = [];

    public async Task Read(CancellationToken cancel)
    {
        var names = new HostCommand("llvm-nm-19", "--defined-only", "--print-size", "--numeric-sort", path).RunOrFail(cancel);
        var sections = new HostCommand("llvm-readelf-19", "--sections", "--wide", path).RunOrFail(cancel);
        var lines = new HostCommand("llvm-dwarfdump-19", "--debug-line", path).RunOrFail(cancel);
        var text = TextSection().Match(await sections);
        if (!text.Success) throw new ToolFailure($"{path} has no .text");
        TextStart = Hex(text.Groups["address"].Value);
        var code = (await File.ReadAllBytesAsync(path, cancel)).AsMemory((int)Hex(text.Groups["offset"].Value), (int)Hex(text.Groups["size"].Value));
        Functions = [.. FunctionsOf(await names, code)];
        Lines = [.. LinesOf(await lines).OrderBy(line => line.Address)];
    }

    private IEnumerable<CodeFunction> FunctionsOf(string names, ReadOnlyMemory<byte> code)
    {
        var end = TextStart + (ulong)code.Length;
        var symbols = NamedCode().Matches(names)
            .Select(match => (Address: Hex(match.Groups["address"].Value), Size: Hex(match.Groups["size"].Value), Name: match.Groups["name"].Value))
            .Where(symbol => symbol.Address >= TextStart && symbol.Address < end)
            // Of several names at one place, that with a size is the compiler's.
            .GroupBy(symbol => symbol.Address, (address, group) => group.MaxBy(symbol => symbol.Size))
            .ToList();
        for (int i = 0; i < symbols.Count; i++)
        {
            var (address, size, name) = symbols[i];
            var next = i + 1 < symbols.Count ? symbols[i + 1].Address : end;
            // Assembly says no sizes: its functions reach to the next.
            if (size == 0 || size > next - address) size = next - address;
            yield return new CodeFunction(address, (uint)size, name, !MakesFrame(code.Span[(int)(address - TextStart)..]));
        }
    }

    private bool MakesFrame(ReadOnlySpan<byte> code)
    {
        if (architecture == Architecture.X86_64) return code.Length > 0 && code[0] == 0x55; // push rbp
        // stp x29, x30, [sp, #-n]! at once, or after room was made (Arm ARM C6.2, STP).
        for (int at = 0; at + sizeof(uint) <= Math.Min(code.Length, 16); at += sizeof(uint))
        {
            var instruction = BinaryPrimitives.ReadUInt32LittleEndian(code[at..]);
            if ((instruction & 0xFE40_7FFF) == 0xA800_7BFD) return true;
        }
        return false;
    }

    private static IEnumerable<CodeLine> LinesOf(string dump)
    {
        Dictionary<int, string> folders = [], files = [];
        int file = -1;
        var name = "";
        foreach (var line in dump.Split('\n'))
        {
            if (line.StartsWith("debug_line[", StringComparison.Ordinal)) (folders, files) = ([], []);
            else if (Folder().Match(line) is { Success: true } folder) folders[Decimal(folder, "index")] = folder.Groups["name"].Value;
            else if (FileIndex().Match(line) is { Success: true } index) file = Decimal(index, "index");
            else if (FileName().Match(line) is { Success: true } named) name = named.Groups["name"].Value;
            else if (FolderIndex().Match(line) is { Success: true } inFolder) files[file] = InRepository(folders.GetValueOrDefault(Decimal(inFolder, "index")), name);
            else if (Row().Match(line) is { Success: true } row && !row.Groups["flags"].Value.Contains("end_sequence", StringComparison.Ordinal))
                yield return new CodeLine(Hex(row.Groups["address"].Value), files.GetValueOrDefault(Decimal(row, "file"), ""), Decimal(row, "line"));
        }
    }

    private static string InRepository(string? folder, string name)
    {
        var path = Path.Combine(folder ?? "", name);
        return path.StartsWith(Repository.MappedRoot, StringComparison.Ordinal) ? path[Repository.MappedRoot.Length..] : path;
    }

    private static ulong Hex(string digits) => ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    private static int Decimal(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\.text\s+PROGBITS\s+(?<address>[0-9a-f]+)\s+(?<offset>[0-9a-f]+)\s+(?<size>[0-9a-f]+)")]
    private static partial Regex TextSection();

    [GeneratedRegex(@"^(?<address>[0-9a-f]{16}) (?<size>[0-9a-f]{16}) [tTwW] (?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex NamedCode();

    [GeneratedRegex(@"^0x(?<address>[0-9a-f]+)\s+(?<line>\d+)\s+\d+\s+(?<file>\d+)\s+\d+\s+\d+\s+\d+\s*(?<flags>.*)$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^include_directories\[ *(?<index>\d+)\] = ""(?<name>.*)""$")]
    private static partial Regex Folder();

    [GeneratedRegex(@"^file_names\[ *(?<index>\d+)\]:$")]
    private static partial Regex FileIndex();

    [GeneratedRegex(@"^ +name: ""(?<name>.*)""$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^ +dir_index: (?<index>\d+)$")]
    private static partial Regex FolderIndex();
}
