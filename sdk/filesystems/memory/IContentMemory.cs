using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.FileSystems;

/// <summary>What became of a page that was to be put into memory, or taken out of it.</summary>
public enum PageMove
{
    Done,

    /// <summary>Supplied: it is there already. Taken: it is not there any more.</summary>
    IsSo,

    /// <summary>There is no memory for it, or it is used in a way that it cannot be taken from: on another core.</summary>
    Refused,
}

/// <summary>Memory that others map, of which this process supplies the pages: the kernel's (<see cref="IContentMemories"/>), or what tests have instead.</summary>
public interface IContentMemory
{
    /// <summary>Makes a handle to it for somebody who maps it.</summary>
    Status Open(Rights rights, out Handle<MemoryObject> memory);

    /// <summary>Puts a page there, all at once: who waits for it goes on.</summary>
    PageMove Supply(ulong page, ReadOnlySpan<byte> content);

    /// <summary>Takes a page away, all at once: from then on nobody can change it, and who touches it asks for it again.</summary>
    PageMove Take(ulong page, Span<byte> content);

    /// <summary>Reads a part of a page.</summary>
    /// <param name="at">In bytes from the beginning of the memory.</param>
    /// <returns>False: the page is not there.</returns>
    bool TryRead(ulong at, Span<byte> into);

    /// <summary>Writes a part of a page.</summary>
    /// <returns>As <see cref="TryRead"/>.</returns>
    bool TryWrite(ulong at, ReadOnlySpan<byte> from);

    /// <summary>Makes it larger or smaller: whoever touches what lies behind the end faults.</summary>
    bool TryResize(ulong pages);

    /// <summary>It is nobody's any more.</summary>
    void Release();
}

/// <summary>Makes such memory. Whoever touches a page that is missing makes a call, to which <see cref="FileMemories{TNode}.TrySupply"/> is the answer.</summary>
public interface IContentMemories
{
    /// <param name="number">Told with each call.</param>
    Status Create(ulong pages, ulong number, out IContentMemory? memory);
}
