namespace System.Threading;

/// <summary>Which callback runs, for those who may not go on before it has ended.</summary>
public partial class CancellationTokenSource
{
    private CancellationCallback? _running;

    private void BeginOf(CancellationCallback callback) => _running = callback;
    private void EndOf(CancellationCallback callback) => _running = null;

    internal void WaitFor(CancellationCallback callback) { }
}
