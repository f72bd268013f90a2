namespace Diesis.Tools.Testing;

/// <summary>For builds, machines and tests on the host: more at once than a small host has cores would only make each of them late. Who came first is served first.</summary>
internal sealed class Places
{
    private readonly SemaphoreSlim _free = new(2);

    /// <summary>Waits for a place, which is given up when disposed.</summary>
    public async Task<IDisposable> Take(CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        return new Place(_free);
    }

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
