namespace Diesis.Shell.Editing;

/// <summary>A terminal whose keys can be read while a line runs, by the thread that runs it.</summary>
public interface IKeySource
{
    /// <summary>Waits for a byte that is typed, so long at most. Ctrl-C does not come this way.</summary>
    bool TryReadKey(int milliseconds, out byte key);
}
