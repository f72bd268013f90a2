using System;
using Diesis.Abi;

namespace Diesis.Contracts.Pager;

/// <summary>Where pages are when they are not in memory. The pager asks; what it writes it may write again.</summary>
[Contract]
public interface IPageStore
{
    [Idempotent]
    Status Read(ulong page, [MaxLength(4096)] Span<byte> content);

    [Idempotent]
    Status Write(ulong page, [MaxLength(4096)] ReadOnlySpan<byte> content);
}
