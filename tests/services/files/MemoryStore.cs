using Diesis.Contracts.Files;
using Diesis.Storage;

namespace Diesis.Tests.Files;

/// <summary>A disk in memory that can fail, or have its user die, at any of its operations.</summary>
internal sealed class MemoryStore(byte[] content, int blockBytes = 512) : IBlockStore
{
    private readonly byte[] _content = content;
    private byte[] _medium = [.. content];

    /// <summary>What stands on the medium and not only in the disk's own cache: <see cref="LosePower"/>.</summary>
    public byte[] Content => _content;
    public int BlockBytes => blockBytes;
    public ulong Blocks => (ulong)(_content.Length / blockBytes);
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
        if (status == FileStatus.Ok) _content.AsSpan((int)block * blockBytes, into.Length).CopyTo(into);
        return status;
    }

    public FileStatus Write(ulong block, ReadOnlySpan<byte> from)
    {
        Writes++;
        if (IsReadOnly) return FileStatus.ReadOnly;
        FileStatus status = Check(block, from.Length);
        if (status == FileStatus.Ok) from.CopyTo(_content.AsSpan((int)block * blockBytes));
        return status;
    }

    public FileStatus Flush()
    {
        FileStatus status = Check(0, 0);
        if (status == FileStatus.Ok) _content.CopyTo(_medium, 0);
        return status;
    }

    /// <summary>The disk as it is after its power was gone: what was not flushed is not there.</summary>
    public MemoryStore LosePower() => new([.. _medium], blockBytes);

    private FileStatus Check(ulong block, int bytes)
    {
        if (LifeLeft-- <= 0) throw new ProcessDiedException();
        if (IsBroken) return FileStatus.DeviceFailed;
        Assert.Equal(0, bytes % blockBytes);
        return block <= Blocks && (ulong)bytes / (ulong)blockBytes <= Blocks - block ? FileStatus.Ok : FileStatus.OutOfRange;
    }
}

/// <summary>The process that uses a <see cref="MemoryStore"/> is gone.</summary>
internal sealed class ProcessDiedException : Exception;
