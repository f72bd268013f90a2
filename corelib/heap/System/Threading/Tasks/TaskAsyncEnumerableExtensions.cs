using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace System.Threading.Tasks;

public static class TaskAsyncEnumerableExtensions
{
    public static ConfiguredAsyncDisposable ConfigureAwait(
        this IAsyncDisposable source, bool continueOnCapturedContext)
        => new(source, continueOnCapturedContext);

    public static ConfiguredCancelableAsyncEnumerable<T> ConfigureAwait<T>(
        this IAsyncEnumerable<T> source, bool continueOnCapturedContext)
        => new(source, continueOnCapturedContext, default);

    public static ConfiguredCancelableAsyncEnumerable<T> WithCancellation<T>(
        this IAsyncEnumerable<T> source, CancellationToken cancellationToken)
        => new(source, capturesContext: true, cancellationToken);
}
