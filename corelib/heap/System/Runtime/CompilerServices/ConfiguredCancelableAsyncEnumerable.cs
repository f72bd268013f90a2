using System.Collections.Generic;
using System.Threading;

namespace System.Runtime.CompilerServices;

/// <summary>A sequence, how to await its steps, and a token that its enumerator gets.</summary>
public readonly struct ConfiguredCancelableAsyncEnumerable<T>
{
    private readonly IAsyncEnumerable<T> _source;
    private readonly CancellationToken _cancellationToken;
    private readonly bool _capturesContext;

    internal ConfiguredCancelableAsyncEnumerable(
        IAsyncEnumerable<T> source, bool capturesContext, CancellationToken cancellationToken)
    {
        _source = source;
        _capturesContext = capturesContext;
        _cancellationToken = cancellationToken;
    }

    public ConfiguredCancelableAsyncEnumerable<T> ConfigureAwait(bool continueOnCapturedContext)
        => new(_source, continueOnCapturedContext, _cancellationToken);

    public ConfiguredCancelableAsyncEnumerable<T> WithCancellation(CancellationToken cancellationToken)
        => new(_source, _capturesContext, cancellationToken);

    public Enumerator GetAsyncEnumerator() => new(_source.GetAsyncEnumerator(_cancellationToken), _capturesContext);

    public readonly struct Enumerator
    {
        private readonly IAsyncEnumerator<T> _enumerator;
        private readonly bool _capturesContext;

        internal Enumerator(IAsyncEnumerator<T> enumerator, bool capturesContext)
        {
            _enumerator = enumerator;
            _capturesContext = capturesContext;
        }

        public T Current => _enumerator.Current;

        public ConfiguredValueTaskAwaitable<bool> MoveNextAsync()
            => _enumerator.MoveNextAsync().ConfigureAwait(_capturesContext);

        public ConfiguredValueTaskAwaitable DisposeAsync() => _enumerator.DisposeAsync().ConfigureAwait(_capturesContext);
    }
}
