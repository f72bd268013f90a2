using System;

namespace Diesis.Virtio9p.Protocol;

/// <summary>What stands of one thing in a folder. 9P2000.L, <c>readdir</c>: identity, where the next begins, kind as Linux's readdir(3) has it, name.</summary>
internal ref struct FolderItemReader(ReadOnlySpan<byte> entries)
{
    private MessageReader _reader = new(entries);

    public FileIdentity Identity { get; private set; }

    /// <summary>Where to go on behind it.</summary>
    public ulong Next { get; private set; }

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>There was something behind the last entry that is none.</summary>
    public readonly bool IsCutOff => _reader.IsCutOff;

    public bool TryRead()
    {
        if (_reader.Left == 0) return false;
        Identity = _reader.Identity();
        Next = _reader.Long();
        _ = _reader.Byte();
        Name = _reader.Text();
        return !_reader.IsCutOff;
    }
}
