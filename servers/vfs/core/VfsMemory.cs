using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO.Hashing;
using System.Text;
using Diesis.Contracts.Files;
using Diesis.Services;

namespace Diesis.Servers.Vfs;

/// <summary>What one instance of the VFS leaves to the next: what is mounted, and which parts of the tree were given away. It stands there twice, so that one is whole wherever an instance ends.</summary>
/// <remarks>
///   0        4       8        16: text in UTF-8
///   CRC-32   bytes   number   lines as in fstab, and "part rw /path"
/// Of the two halves of the memory the one with the higher number counts whose check sum, over all behind it, is right.
/// </remarks>
public sealed class VfsMemory
{
    private const int CheckSumAt = 0, BytesAt = 4, NumberAt = 8, TextAt = 16;
    private const string PartWord = "part";

    private readonly StateMemory _memory;
    private ulong _number;

    public VfsMemory(StateMemory memory)
    {
        _memory = memory;
        Span<byte> best = default;
        for (int half = 0; half < 2; half++)
        {
            Span<byte> bytes = Half(half);
            ulong number = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(NumberAt));
            if (number <= _number || !IsWhole(bytes)) continue;
            _number = number;
            best = bytes;
        }
        if (!best.IsEmpty) Read(Encoding.UTF8.GetString(best.Slice(TextAt, (int)BinaryPrimitives.ReadUInt32LittleEndian(best.Slice(BytesAt)))));
    }

    /// <summary>As the former instance left it: empty when there was none.</summary>
    public List<MountEntry> Mounts { get; } = [];
    public List<TreePart> Parts { get; } = [];

    private Span<byte> Half(int half) => _memory.Bytes.Slice(half * (_memory.Bytes.Length / 2), _memory.Bytes.Length / 2);

    private static bool IsWhole(ReadOnlySpan<byte> half)
    {
        uint bytes = BinaryPrimitives.ReadUInt32LittleEndian(half.Slice(BytesAt));
        return bytes <= half.Length - TextAt && BinaryPrimitives.ReadUInt32LittleEndian(half.Slice(CheckSumAt)) == CheckSumOf(half.Slice(0, TextAt + (int)bytes));
    }

    private static uint CheckSumOf(ReadOnlySpan<byte> half) => Crc32.HashToUInt32(half.Slice(BytesAt));

    private void Read(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith(PartWord + " ", StringComparison.Ordinal)) ReadPart(line);
            else if (Fstab.ReadLine(line, out MountEntry? entry) is null && entry is not null) Mounts.Add(entry);
        }
    }

    private void ReadPart(string line)
    {
        string[] words = line.Split(' ');
        if (words.Length == 3 && FilePath.Normalize(Fstab.Plain(words[2]), out string path) == FileStatus.Ok)
            Parts.Add(new(path, words[1] == "rw" ? FolderAccess.Change : FolderAccess.Read));
    }

    /// <summary>Writes it down, over the older half.</summary>
    /// <returns>False when there is no room. Then it stays as it was.</returns>
    public bool TryKeep(IReadOnlyList<MountEntry> mounts, IReadOnlyList<TreePart> parts)
    {
        var text = new StringBuilder();
        foreach (MountEntry mount in mounts) _ = text.Append(mount).Append('\n');
        foreach (TreePart part in parts) _ = text.Append($"{PartWord} {(part.Access == FolderAccess.Change ? "rw" : "ro")} /{Fstab.Escaped(part.Path)}\n");
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        Span<byte> half = Half((int)((_number + 1) % 2));
        if (bytes.Length > half.Length - TextAt) return false;
        _number++;
        half.Slice(0, TextAt).Clear();
        bytes.CopyTo(half.Slice(TextAt));
        BinaryPrimitives.WriteUInt64LittleEndian(half.Slice(NumberAt), _number);
        BinaryPrimitives.WriteUInt32LittleEndian(half.Slice(BytesAt), (uint)bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(half.Slice(CheckSumAt), CheckSumOf(half.Slice(0, TextAt + bytes.Length)));
        return true;
    }
}
