using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>
/// Work that makes files from other files, and is left out when it would make the same ones again. Beside an output lie
/// its fingerprint (<c>.from</c>) and a lock (<c>.lock</c>): two runs of the tool do not make the same file at once.
/// </summary>
internal sealed class Step(Progress progress)
{
    /// <param name="output">A file it makes.</param>
    /// <param name="from">All that the output depends on.</param>
    public async Task Make(string output, string title, Fingerprint from, Func<Task> work, CancellationToken cancel)
    {
        var record = output + ".from";
        var fingerprint = from.ToString();
        if (await IsCurrent()) return;

        _ = Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        using var turn = await FileLock.Take(output + ".lock", cancel);
        if (await IsCurrent()) return;
        File.Delete(record); // so that a failure half-way is not taken for a result
        await progress.Step(title, work);
        await File.WriteAllTextAsync(record, fingerprint, cancel);

        async Task<bool> IsCurrent() =>
            File.Exists(output) && File.Exists(record) && await File.ReadAllTextAsync(record, cancel) == fingerprint;
    }
}
