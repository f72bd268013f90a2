namespace Diesis.Tools.Debugging;

/// <summary>
/// A Unix socket on which QEMU waits for gdb. Its path is short, for the system limits it to 107 characters.
/// </summary>
internal sealed class DebuggerSocket : IDisposable
{
    private static int _count;

    public string Path { get; } = $"/tmp/diesis-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}.gdb";

    public string ForQemu => $"unix:{Path},server=on,wait=off";

    public void Dispose() => File.Delete(Path);
}
