using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>Work that makes files from other files, and is left out when it would make the same ones again.</summary>
sealed class Step(Progress progress)
{
    /// <param name="output">A file it makes. Beside it, with the ending <c>.from</c>, the fingerprint is kept.</param>
    /// <param name="from">All that the output depends on.</param>
    /// <returns>True if the work was done.</returns>
    public async Task<bool> Make(string output, string title, Fingerprint from, Func<Task> work)
    {
        var record = output + ".from";
        var fingerprint = from.ToString();
        if (File.Exists(output) && File.Exists(record) && await File.ReadAllTextAsync(record) == fingerprint) return false;

        File.Delete(record); // so that a failure half-way is not taken for a result
        _ = Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        await progress.Step(title, work);
        await File.WriteAllTextAsync(record, fingerprint);
        return true;
    }
}
