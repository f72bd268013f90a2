using System;
using Diesis.Contracts.Files;

namespace Diesis.Storage;

/// <summary>Something that keeps numbered blocks of one size: a disk, a part of one, a file that is taken for one.</summary>
public interface IBlockStore
{
    /// <summary>A power of two from 512 to 4096.</summary>
    int BlockBytes { get; }

    /// <summary>How many blocks there are.</summary>
    ulong Blocks { get; }

    bool IsReadOnly { get; }

    /// <param name="into">Whole blocks.</param>
    /// <returns><see cref="FileStatus.OutOfRange"/>, <see cref="FileStatus.DeviceFailed"/>.</returns>
    FileStatus Read(ulong block, Span<byte> into);

    /// <summary>What was written may be lost with the power until <see cref="Flush"/>, and may reach the medium in any order.</summary>
    /// <param name="from">Whole blocks.</param>
    /// <returns>As <see cref="Read"/>, and <see cref="FileStatus.ReadOnly"/>.</returns>
    FileStatus Write(ulong block, ReadOnlySpan<byte> from);

    /// <summary>Returns when all that was written before is on the medium.</summary>
    FileStatus Flush();
}
