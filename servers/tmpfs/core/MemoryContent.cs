using System;
using System.Collections.Generic;
using System.Numerics;

namespace Diesis.Servers.Tmpfs;

/// <summary>The content of a file in memory, in chunks; those that were never written are not there, and are zeros.</summary>
/// <remarks>Invariant: what a chunk has behind the end of the file is zeros.</remarks>
internal sealed class MemoryContent
{
    public const int ChunkBytes = 4096;

    /// <summary>A small file has less than a chunk.</summary>
    private const int LeastBytes = 64;

    private readonly Dictionary<ulong, byte[]> _chunks = [];

    public ulong Size { get; private set; }

    /// <summary>What the chunks take up.</summary>
    public ulong Bytes { get; private set; }

    public int Read(ulong at, Span<byte> into)
    {
        if (at >= Size) return 0;
        into = into.Slice(0, (int)Math.Min((ulong)into.Length, Size - at));
        for (int done = 0; done < into.Length;)
        {
            Span<byte> part = PieceOf(at + (uint)done, into.Slice(done), out ulong number, out int offset);
            ReadOnlySpan<byte> there = _chunks.TryGetValue(number, out byte[]? chunk) && offset < chunk.Length ? chunk.AsSpan(offset) : default;
            if (there.Length > part.Length) there = there.Slice(0, part.Length);
            there.CopyTo(part);
            part.Slice(there.Length).Clear();
            done += part.Length;
        }
        return into.Length;
    }

    private static Span<byte> PieceOf(ulong at, Span<byte> bytes, out ulong number, out int offset)
    {
        number = at / ChunkBytes;
        offset = (int)(at % ChunkBytes);
        return bytes.Slice(0, Math.Min(bytes.Length, ChunkBytes - offset));
    }

    /// <summary>Writes until the bytes are there, or there is no room for more.</summary>
    /// <param name="room">What the file may grow by.</param>
    /// <returns>How many were written.</returns>
    public int Write(ulong at, ReadOnlySpan<byte> from, ulong room)
    {
        ulong most = Bytes + room;
        int done = 0;
        while (done < from.Length)
        {
            ulong number = (at + (uint)done) / ChunkBytes;
            int offset = (int)((at + (uint)done) % ChunkBytes), length = Math.Min(from.Length - done, ChunkBytes - offset);
            if (!TryTake(number, offset + length, most, out byte[] chunk)) break;
            from.Slice(done, length).CopyTo(chunk.AsSpan(offset));
            done += length;
            Size = Math.Max(Size, at + (uint)done);
        }
        return done;
    }

    /// <summary>Makes a chunk at least so long.</summary>
    private bool TryTake(ulong number, int length, ulong most, out byte[] chunk)
    {
        int old = _chunks.TryGetValue(number, out chunk!) ? chunk.Length : 0;
        if (old >= length) return true;
        int wanted = number == 0 ? Math.Max(LeastBytes, (int)BitOperations.RoundUpToPowerOf2((uint)length)) : ChunkBytes;
        if (Bytes - (uint)old + (uint)wanted > most) return false;
        var larger = new byte[wanted];
        if (old != 0) chunk.CopyTo(larger, 0);
        _chunks[number] = chunk = larger;
        Bytes += (uint)(wanted - old);
        return true;
    }

    public void Resize(ulong size)
    {
        if (size < Size) Shorten(size);
        Size = size;
    }

    private void Shorten(ulong size)
    {
        ulong kept = (size + ChunkBytes - 1) / ChunkBytes;
        foreach (ulong number in new List<ulong>(_chunks.Keys))
        {
            if (number < kept) continue;
            _ = _chunks.Remove(number, out byte[]? chunk);
            Bytes -= (uint)chunk!.Length;
        }
        int rest = (int)(size % ChunkBytes);
        if (rest != 0 && _chunks.TryGetValue(kept - 1, out byte[]? last) && rest < last.Length) last.AsSpan(rest).Clear();
    }
}
