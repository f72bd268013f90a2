using Diesis.Contracts.Files;
using Diesis.Storage;

namespace Diesis.Tests.Files;

/// <summary>A disk in memory that can fail, or have its user die, at any of its operations.</summary>
internal sealed class MemoryStore(byte[] content, int blockBytes = 512) : IBlockStore
{
    /// <summary>Blocks that were written since the last flush, as they are on the medium.</summary>
    private readonly Dictionary<ulong, byte[]> _unflushed = [];

    /// <summary>As it is read: on the medium, or in the disk's own cache.</summary>
    public byte[] Content { get; } = content;

    public int BlockBytes => blockBytes;
    public ulong Blocks => (ulong)(Content.Length / blockBytes);
    public bool IsReadOnly { get; set; }

    /// <summary>Operations that were asked for.</summary>
    public int Reads { get; private set; }
    public int Writes { get; private set; }

    /// <summary>How many operations succeed from now on; the next throws, as if the process ended there.</summary>
    public int LifeLeft { get; set; } = int.MaxValue;

    /// <summary>Whether the next operations fail.</summary>
    public bool IsBroken { get; set; }

    public FileStatus Read(ulong block, Span<byte> into)
    {
        Reads++;
        FileStatus status = Check(block, into.Length);
        if (status == FileStatus.Ok) Content.AsSpan((int)block * blockBytes, into.Length).CopyTo(into);
        return status;
    }

    public FileStatus Write(ulong block, ReadOnlySpan<byte> from)
    {
        Writes++;
        if (IsReadOnly) return FileStatus.ReadOnly;
        FileStatus status = Check(block, from.Length);
        if (status != FileStatus.Ok) return status;
        for (ulong written = block, end = block + (ulong)(from.Length / blockBytes); written < end; written++)
            if (!_unflushed.ContainsKey(written)) _unflushed.Add(written, Content.AsSpan((int)written * blockBytes, blockBytes).ToArray());
        from.CopyTo(Content.AsSpan((int)block * blockBytes));
        return FileStatus.Ok;
    }

    public FileStatus Flush()
    {
        FileStatus status = Check(0, 0);
        if (status == FileStatus.Ok) _unflushed.Clear();
        return status;
    }

    /// <summary>The disk as it is after its power was gone: what was not flushed is not there.</summary>
    public MemoryStore LosePower()
    {
        byte[] medium = [.. Content];
        foreach ((ulong block, byte[] old) in _unflushed) old.CopyTo(medium, (int)block * blockBytes);
        return new(medium, blockBytes);
    }

    /// <summary>One more moment at which its user may die.</summary>
    public void Live()
    {
        if (LifeLeft-- <= 0) throw new ProcessDiedException();
    }

    private FileStatus Check(ulong block, int bytes)
    {
        Live();
        if (IsBroken) return FileStatus.DeviceFailed;
        Assert.Equal(0, bytes % blockBytes);
        return block <= Blocks && (ulong)bytes / (ulong)blockBytes <= Blocks - block ? FileStatus.Ok : FileStatus.OutOfRange;
    }
}

/// <summary>The process that uses a <see cref="MemoryStore"/> is gone.</summary>
internal sealed class ProcessDiedException : Exception;
