namespace Diesis.Shell.Commands;

/// <summary>A number of bytes: what the language calls a size.</summary>
public readonly struct ByteSize(long bytes)
{
    public long Bytes { get; } = bytes;
}
