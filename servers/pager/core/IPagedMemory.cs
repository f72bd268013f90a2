using System;

namespace Diesis.Servers.Pager;

/// <summary>What became of a page that was to be supplied.</summary>
public enum Supplying
{
    Done,

    /// <summary>It is there: another thread had touched it, too.</summary>
    IsThere,

    /// <summary>There is no memory for it.</summary>
    NoRoom,
}

/// <summary>What became of a page that was to be taken away.</summary>
public enum Taking
{
    Done,

    /// <summary>It is not there any more: who uses the memory has given it up.</summary>
    IsGone,

    /// <summary>It is in use in a way that it cannot be taken from.</summary>
    IsBusy,
}

/// <summary>The memory that pages are supplied to, as far as its pager deals with it.</summary>
public interface IPagedMemory
{
    /// <summary>Puts a page there, all at once: who waits for it goes on.</summary>
    Supplying Supply(ulong page, ReadOnlySpan<byte> content);

    /// <summary>Takes a page away, all at once: from then on nobody can change it, and who touches it asks for it again.</summary>
    Taking Take(ulong page, Span<byte> content);
}
