namespace Diesis.Tools.Host;

/// <summary>Makes sure that this machine has what a command needs, before the command starts.</summary>
internal sealed class Preparation(HostTools tools, Progress progress)
{
    public async Task Ensure(Need needs, CancellationToken cancel)
    {
        var complaints = await tools.Check(needs, cancel);
        if (complaints.Count == 0) return;

        foreach (var complaint in complaints)
            progress.Note($"{complaint.Tool.Name} {complaint.Text} (package {complaint.Tool.Package})");
        var packages = complaints.Select(complaint => complaint.Tool.Package).Distinct().ToList();
        if (!await Apt.TryInstall(packages, cancel))
        {
            throw new ToolFailure($"some tools are missing. To install them, type:\n    {Apt.CommandFor(packages)}");
        }
        var remaining = await tools.Check(needs, cancel);
        if (remaining.Count == 0) return;
        throw new ToolFailure(string.Join('\n', remaining.Select(complaint =>
            $"{complaint.Tool.Name} {complaint.Text}, although its package {complaint.Tool.Package} is installed")));
    }
}
