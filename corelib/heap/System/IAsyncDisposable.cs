namespace System;

/// <summary>Gives back what it holds, which may take time.</summary>
public interface IAsyncDisposable
{
    Threading.Tasks.ValueTask DisposeAsync();
}
