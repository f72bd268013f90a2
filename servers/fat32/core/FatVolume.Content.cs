using System;
using Diesis.Contracts.Files;
using Diesis.Storage;

namespace Diesis.Servers.Fat;

// The content of files.
public sealed partial class FatVolume
{
    /// <summary>Clusters that are taken in one step at most: what is written in between is seen whole or not at all.</summary>
    private const int MostClustersAtOnce = 512;

    private static readonly byte[] Zeros = new byte[64 * 1024];

    /// <summary>Reads from a file.</summary>
    /// <param name="count">How much was read: less than was asked for at the end of the file.</param>
    public FileStatus Read(FatNode file, uint at, Span<byte> into, out int count)
    {
        count = 0;
        if (file.IsFolder) return FileStatus.IsAFolder;
        if (at >= file.Size) return FileStatus.Ok;
        into = into.Slice(0, (int)Math.Min((uint)into.Length, file.Size - at));
        FileStatus status = into.IsEmpty ? FileStatus.Ok : Know(file, at, at + (uint)into.Length);
        while (status == FileStatus.Ok && count < into.Length)
        {
            int bytes = Piece(file, at + (uint)count, into.Length - count, out ulong place);
            status = _cache.Read(place, into.Slice(count, bytes));
            if (status == FileStatus.Ok) count += bytes;
        }
        return status;
    }

    /// <summary>Writes to a file, making it longer if that is needed; what lies between its end and the place becomes zeros.</summary>
    /// <param name="count">How much was written, also when something failed.</param>
    /// <returns><see cref="FileStatus.NoSpace"/>, <see cref="FileStatus.TooLarge"/>, <see cref="FileStatus.ReadOnly"/>, <see cref="FileStatus.Damaged"/>,
    /// <see cref="FileStatus.DeviceFailed"/>.</returns>
    public FileStatus Write(FatNode file, uint at, ReadOnlySpan<byte> from, out int count)
    {
        count = 0;
        FileStatus status = BeginContent(file);
        if (status == FileStatus.Ok && (uint)from.Length > uint.MaxValue - at) status = FileStatus.TooLarge;
        if (status == FileStatus.Ok && at > file.Size && !from.IsEmpty) status = Grow(file, at);
        while (status == FileStatus.Ok && count < from.Length)
        {
            status = WriteStep(file, at + (uint)count, from.Slice(count), out int written);
            count += written;
        }
        return status;
    }

    /// <summary>Makes a file longer, by zeros, or shorter.</summary>
    public FileStatus Resize(FatNode file, uint size)
    {
        FileStatus status = BeginContent(file);
        if (status != FileStatus.Ok || size == file.Size) return status;
        return size > file.Size ? Grow(file, size) : Shorten(file, size);
    }

    private FileStatus BeginContent(FatNode file)
        => file.IsFolder ? FileStatus.IsAFolder : file.IsGone ? FileStatus.NotFound : (file.Attributes & FatAttributes.ReadOnly) != 0 ? FileStatus.ReadOnly : Begin();

    /// <summary>Follows the chain from a place as far as a size needs it.</summary>
    /// <returns><see cref="FileStatus.Damaged"/>: it is shorter.</returns>
    private FileStatus Know(FatNode file, uint at, uint size)
    {
        uint clusters = ClustersFor(size);
        FileStatus status = file.Chain.Follow(_table, file.FirstCluster, clusters, _geometry.Clusters, at / (uint)_geometry.ClusterBytes);
        return status == FileStatus.Ok && file.Chain.Known < clusters ? FileStatus.Damaged : status;
    }

    private uint ClustersFor(uint size) => (uint)(((ulong)size + (uint)_geometry.ClusterBytes - 1) / (uint)_geometry.ClusterBytes);

    /// <summary>The place of a byte of a file, and how many follow it there.</summary>
    private int Piece(FatNode file, uint at, int most, out ulong place)
    {
        uint offset = at % (uint)_geometry.ClusterBytes;
        (uint cluster, uint count) = file.Chain.At(at / (uint)_geometry.ClusterBytes);
        place = _geometry.AtOf(cluster) + offset;
        return (int)Math.Min((ulong)most, (ulong)count * (uint)_geometry.ClusterBytes - offset);
    }

    private FileStatus Grow(FatNode file, uint size)
    {
        FileStatus status = FileStatus.Ok;
        while (status == FileStatus.Ok && file.Size < size)
            status = WriteStep(file, file.Size, Zeros.AsSpan(0, (int)Math.Min((uint)Zeros.Length, size - file.Size)), out _);
        return status;
    }

    /// <summary>Writes as much as can be done at once; at most from the end of the file on.</summary>
    private FileStatus WriteStep(FatNode file, uint at, ReadOnlySpan<byte> from, out int count)
    {
        count = 0;
        uint free = _table.Free, end = at + (uint)from.Length;
        FileStatus status = file.Chain.Follow(_table, file.FirstCluster, ClustersFor(end), _geometry.Clusters, at / (uint)_geometry.ClusterBytes);
        uint before = file.Chain.Known;
        if (status == FileStatus.Ok) status = Extend(file, ClustersFor(end));
        ulong room = (ulong)file.Chain.Known * (uint)_geometry.ClusterBytes;
        if (status is not (FileStatus.Ok or FileStatus.NoSpace) || room <= at)
        {
            if (file.Chain.Known != before) file.Chain.Forget();
            return End(status == FileStatus.Ok ? FileStatus.Damaged : status, free);
        }

        ReadOnlySpan<byte> part = from.Slice(0, (int)Math.Min((ulong)from.Length, room - at));
        FileStatus written = WriteKnown(file, at, part);
        uint size = Math.Max(file.Size, at + (uint)part.Length), first = file.FirstCluster != 0 ? file.FirstCluster : file.Chain.At(0).Cluster;
        if (written == FileStatus.Ok) written = Update(file, first, size);
        if (written == FileStatus.Ok && part.Length == from.Length) written = NoteOnce(at);
        written = End(written, free);
        if (written != FileStatus.Ok)
        {
            if (file.Chain.Known != before) file.Chain.Forget();
            return written;
        }
        file.FirstCluster = first;
        file.Size = size;
        count = part.Length;
        return count < from.Length ? status : FileStatus.Ok;
    }

    /// <summary>Takes clusters until a chain has so many, or no more can be taken at once.</summary>
    private FileStatus Extend(FatNode node, uint clusters)
    {
        FileStatus status = FileStatus.Ok;
        for (int taken = 0; node.Chain.Known < clusters && taken < MostClustersAtOnce && _table.HasRoom; taken++)
        {
            status = _table.Extend(node.Chain.Last, out uint cluster);
            if (status != FileStatus.Ok) break;
            node.Chain.Append(cluster);
        }
        return status;
    }

    private FileStatus WriteKnown(FatNode file, uint at, ReadOnlySpan<byte> from)
    {
        FileStatus status = FileStatus.Ok;
        while (status == FileStatus.Ok && !from.IsEmpty)
        {
            int bytes = Piece(file, at, from.Length, out ulong place);
            status = _cache.Write(place, from.Slice(0, bytes));
            from = from.Slice(bytes);
            at += (uint)bytes;
        }
        return status;
    }

    /// <summary>Writes a file's new beginning, size and time into its entry.</summary>
    private FileStatus Update(FatNode file, uint first, uint size)
    {
        if (file.Parent is not { } parent) return file.Note < 0 ? FileStatus.Ok : Renote(file.Note, first);
        FileStatus status = EditSlot(parent, file.Slot, out Span<byte> bytes);
        if (status != FileStatus.Ok) return status;
        FatTime now = FatTime.From(_now());
        FatSlot slot = new(bytes) { Cluster = first, Size = size, Modified = now, Accessed = now };
        slot.Attributes |= FatAttributes.Archive;
        return FileStatus.Ok;
    }

    private FileStatus EditSlot(FatNode folder, int slot, out Span<byte> bytes)
    {
        bytes = default;
        FileStatus status = Locate(folder, slot, out ulong at);
        if (status == FileStatus.Ok) status = _journal.Edit(at & ~(ulong)(Journal.SectorBytes - 1), out bytes);
        if (status == FileStatus.Ok) bytes = bytes.Slice((int)(at % Journal.SectorBytes), FatSlot.Bytes);
        return status;
    }

    /// <summary>For a file that was removed and is still written: where its chain begins now.</summary>
    private FileStatus Renote(int note, uint first)
    {
        FileStatus status = _journal.EditNotes(out Span<byte> notes);
        if (status == FileStatus.Ok) Noted(notes)[note] = first == 0 ? NoChain : first;
        return status;
    }

    private FileStatus Shorten(FatNode file, uint size)
    {
        uint free = _table.Free, kept = ClustersFor(size), first = kept == 0 ? 0 : file.FirstCluster;
        FileStatus status = file.Chain.Follow(_table, file.FirstCluster, kept + 1, _geometry.Clusters, kept == 0 ? 0 : kept - 1);
        if (status == FileStatus.Ok && file.Chain.Known < kept) status = FileStatus.Damaged;
        int note = -1;
        if (status == FileStatus.Ok && file.Chain.Known > kept)
        {
            status = Note(file.Chain.At(kept).Cluster, out note);
            if (status == FileStatus.Ok && kept > 0) status = _table.End(file.Chain.At(kept - 1).Cluster);
        }
        if (status == FileStatus.Ok) status = Update(file, first, size);
        status = End(status, free);
        if (status != FileStatus.Ok) return status;
        file.FirstCluster = first;
        file.Size = size;
        file.Chain.Forget();
        return note < 0 ? FileStatus.Ok : GiveBackNoted(note);
    }
}
