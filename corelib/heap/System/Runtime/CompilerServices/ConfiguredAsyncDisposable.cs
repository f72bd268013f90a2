namespace System.Runtime.CompilerServices;

/// <summary>Something to be disposed of, and how to await that.</summary>
public readonly struct ConfiguredAsyncDisposable
{
    private readonly IAsyncDisposable _source;
    private readonly bool _capturesContext;

    internal ConfiguredAsyncDisposable(IAsyncDisposable source, bool capturesContext)
    {
        _source = source;
        _capturesContext = capturesContext;
    }

    public ConfiguredValueTaskAwaitable DisposeAsync() => _source.DisposeAsync().ConfigureAwait(_capturesContext);
}
