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
    public Task Make(string output, string title, Fingerprint from, Func<Task> work, CancellationToken cancel) => MakeAll([output], title, from, _ => work(), cancel);

    /// <summary>Work that makes several files at once, all from the same.</summary>
    /// <param name="work">Is told which are not there or not current.</param>
    public async Task MakeAll(IReadOnlyList<string> outputs, string title, Fingerprint from, Func<IReadOnlyList<string>, Task> work, CancellationToken cancel)
    {
        var fingerprint = from.ToString();
        var stale = await Stale(outputs);
        if (stale.Count == 0) return;

        var turns = new List<FileLock>();
        try
        {
            // In the same order for all who want several.
            foreach (var output in stale.Order(StringComparer.Ordinal))
            {
                _ = Directory.CreateDirectory(Path.GetDirectoryName(output)!);
                turns.Add(await FileLock.Take(output + ".lock", cancel));
            }
            stale = await Stale(stale);
            if (stale.Count == 0) return;
            foreach (var output in stale) File.Delete(Record(output)); // so that a failure half-way is not taken for a result
            await progress.Step(title, () => work(stale));
            foreach (var output in stale) await File.WriteAllTextAsync(Record(output), fingerprint, cancel);
        }
        finally
        {
            foreach (var turn in turns) turn.Dispose();
        }

        async Task<IReadOnlyList<string>> Stale(IEnumerable<string> outputs)
        {
            var found = new List<string>();
            foreach (var output in outputs)
            {
                var record = Record(output);
                if (!File.Exists(output) || !File.Exists(record) || await File.ReadAllTextAsync(record, cancel) != fingerprint) found.Add(output);
            }
            return found;
        }
    }

    private static string Record(string output) => output + ".from";
}
