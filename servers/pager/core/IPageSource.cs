using System;

namespace Diesis.Servers.Pager;

/// <summary>Where pages are when they are not in memory.</summary>
public interface IPageSource
{
    /// <returns>False when it cannot be read.</returns>
    bool TryRead(ulong page, Span<byte> into);

    /// <returns>False when it cannot be written; it is kept in memory then.</returns>
    bool TryWrite(ulong page, ReadOnlySpan<byte> from);
}
