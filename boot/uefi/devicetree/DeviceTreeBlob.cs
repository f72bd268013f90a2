using System;
using System.Buffers.Binary;

namespace Diesis.Boot.Uefi.DeviceTree;

/// <summary>
/// A flattened device tree on its way to the kernel. Devicetree Specification 0.4, chapter 5. The loader
/// understands just
/// enough of it to take the memory nodes out, as the protocol demands: what they say is in the memory map, up to date.
/// </summary>
public static class DeviceTreeBlob
{
    public const int HeaderSize = 40;

    /// <summary>Far above any real one.</summary>
    public const int LargestSize = 4 * 1024 * 1024;

    private const uint Magic = 0xd00d_feed;
    private const int TotalSizeField = 4;
    private const int StructureOffsetField = 8;
    private const int StructureSizeField = 36;

    private enum Token : uint
    {
        BeginNode = 1,
        EndNode = 2,
        Property = 3,
        Nothing = 4,
        End = 9,
    }

    /// <summary>The size that the header states.</summary>
    public static bool TryReadSize(ReadOnlySpan<byte> header, out int size)
    {
        size = 0;
        if (header.Length < HeaderSize || BinaryPrimitives.ReadUInt32BigEndian(header) != Magic) return false;
        uint stated = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(TotalSizeField));
        if (stated is < HeaderSize or > LargestSize) return false;
        size = (int)stated;
        return true;
    }

    /// <summary>Overwrites the memory nodes at the top of the tree with tokens that say nothing.</summary>
    /// <returns>False when the tree is damaged; then nothing has been changed in it but whole nodes.</returns>
    public static bool TryRemoveMemoryNodes(Span<byte> blob)
    {
        if (blob.Length < HeaderSize) return false;
        uint start = BinaryPrimitives.ReadUInt32BigEndian(blob.Slice(StructureOffsetField));
        uint size = BinaryPrimitives.ReadUInt32BigEndian(blob.Slice(StructureSizeField));
        if (start % sizeof(uint) != 0 || size % sizeof(uint) != 0) return false;
        if (start > (uint)blob.Length || size > (uint)blob.Length - start) return false;
        return TryRemove(blob.Slice((int)start, (int)size));
    }

    private static bool TryRemove(Span<byte> structure)
    {
        int depth = 0, memoryNode = -1;
        for (int at = 0; at + sizeof(uint) <= structure.Length;)
        {
            int token = at;
            switch ((Token)BinaryPrimitives.ReadUInt32BigEndian(structure.Slice(at)))
            {
                case Token.BeginNode:
                    if (!TryReadName(structure, at + sizeof(uint), out ReadOnlySpan<byte> name, out at)) return false;
                    depth++;
                    if (depth == 2 && IsMemory(name)) memoryNode = token;
                    break;
                case Token.EndNode:
                    at += sizeof(uint);
                    if (--depth < 0) return false;
                    if (depth != 1 || memoryNode < 0) break;
                    Silence(structure.Slice(memoryNode, at - memoryNode));
                    memoryNode = -1;
                    break;
                case Token.Property:
                    if (!TrySkipProperty(structure, at + sizeof(uint), out at)) return false;
                    break;
                case Token.Nothing:
                    at += sizeof(uint);
                    break;
                case Token.End:
                    return depth == 0;
                default:
                    return false;
            }
        }
        return false;
    }

    private static bool IsMemory(ReadOnlySpan<byte> name)
        => name.StartsWith("memory"u8) && (name.Length == "memory"u8.Length || name["memory"u8.Length] == (byte)'@');

    private static bool TryReadName(ReadOnlySpan<byte> structure, int at, out ReadOnlySpan<byte> name, out int next)
    {
        name = default;
        next = at;
        int length = structure.Slice(at).IndexOf((byte)0);
        if (length < 0) return false;
        name = structure.Slice(at, length);
        next = (at + length + sizeof(uint)) & ~(sizeof(uint) - 1);
        return true;
    }

    private static bool TrySkipProperty(ReadOnlySpan<byte> structure, int at, out int next)
    {
        const int LengthAndName = 2 * sizeof(uint);
        next = at;
        if (structure.Length - at < LengthAndName) return false;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(structure.Slice(at));
        if (length > (uint)(structure.Length - at - LengthAndName)) return false;
        next = (at + LengthAndName + (int)length + sizeof(uint) - 1) & ~(sizeof(uint) - 1);
        return true;
    }

    private static void Silence(Span<byte> node)
    {
        for (int at = 0; at < node.Length; at += sizeof(uint))
            BinaryPrimitives.WriteUInt32BigEndian(node.Slice(at), (uint)Token.Nothing);
    }
}
