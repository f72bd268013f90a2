using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Diesis.Contracts.Files;

/// <summary>One thing in a folder, as it stands in what <see cref="IFolder.List"/> fills: the name, in UTF-8, follows.</summary>
public struct FolderEntry
{
    public FileFacts Facts;

    /// <summary>How long the name is, in bytes.</summary>
    public ushort NameBytes;

    /// <summary>Zeros.</summary>
    public ushort Reserved;
    public uint ReservedToo;

    /// <summary>Puts an entry down.</summary>
    /// <returns>False when there is no room for it. Nothing is written then.</returns>
    public static bool TryWrite(ref Span<byte> room, string name, in FileFacts facts)
    {
        int bytes = Encoding.UTF8.GetByteCount(name), size = Unsafe.SizeOf<FolderEntry>() + bytes;
        if (bytes > ushort.MaxValue || size > room.Length) return false;
        FolderEntry entry = new() { Facts = facts, NameBytes = (ushort)bytes };
        MemoryMarshal.Write(room, in entry);
        _ = Encoding.UTF8.GetBytes(name, room.Slice(Unsafe.SizeOf<FolderEntry>()));
        room = room.Slice(size);
        return true;
    }

    /// <summary>Takes an entry up that somebody else has put down.</summary>
    /// <returns>False when there is none, or one that is cut off.</returns>
    public static bool TryRead(ref ReadOnlySpan<byte> entries, out string name, out FileFacts facts)
    {
        name = "";
        facts = default;
        int header = Unsafe.SizeOf<FolderEntry>();
        if (entries.Length < header) return false;
        FolderEntry entry = MemoryMarshal.Read<FolderEntry>(entries);
        if (entry.NameBytes > entries.Length - header) return false;
        name = Encoding.UTF8.GetString(entries.Slice(header, entry.NameBytes));
        facts = entry.Facts;
        entries = entries.Slice(header + entry.NameBytes);
        return true;
    }
}

/// <summary>How much of a folder was listed.</summary>
public struct FolderBatch
{
    /// <summary>Where to go on. What stays in the folder meanwhile is neither left out nor listed twice.</summary>
    public ulong Next;

    /// <summary>How many bytes the entries take; 0 when there are no more.</summary>
    public uint Bytes;

    /// <summary>How many entries.</summary>
    public uint Count;
}
