namespace Diesis.Tools.Host;

/// <summary>Keeps others, in this process or another, from what a file stands for. Given up when disposed.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits until nobody else has it.</summary>
    public static async Task<FileLock> Take(string path, CancellationToken cancel)
    {
        while (true)
        {
            try { return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None)); }
            catch (IOException) when (File.Exists(path)) { await Task.Delay(Pause, cancel); }
        }
    }

    public void Dispose() => _file.Dispose();
}
