using System;

namespace Diesis.Servers.Pager;

/// <summary>The memory that pages are supplied to, as far as its pager deals with it.</summary>
public interface IPagedMemory
{
    /// <summary>Puts a page there, all at once: who waits for it goes on.</summary>
    /// <returns>False when there is no memory for it.</returns>
    bool TrySupply(ulong page, ReadOnlySpan<byte> content);

    /// <summary>Takes a page away, all at once: from then on nobody can change it, and who touches it asks for it again.</summary>
    /// <returns>False when it is not there.</returns>
    bool TryTake(ulong page, Span<byte> content);
}
