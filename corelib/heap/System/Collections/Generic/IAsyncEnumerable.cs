using System.Threading;

namespace System.Collections.Generic;

/// <summary>A sequence whose elements are there in time: for <c>await foreach</c>.</summary>
public interface IAsyncEnumerable<out T> where T : allows ref struct
{
    IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default);
}
