using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Debugging;

/// <summary>
/// Reads the stacks of all cores of a machine that hangs, through the debugger's port of the emulator.
/// </summary>
internal sealed class StackDump(Repository repository, KernelImage kernel)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <param name="socket">The path of the Unix socket where QEMU listens for gdb.</param>
    /// <param name="console">What the machine printed so far.</param>
    public async Task<string> Read(string socket, IReadOnlyList<string> console, CancellationToken cancel)
    {
        string[] commands =
        [
            .. KernelSymbols.GdbCommands(repository, kernel, KernelSymbols.LoadAddress(console)),
            $"target remote {socket}", "thread apply all backtrace 30",
        ];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        try
        {
            var result = await new HostCommand("gdb-multiarch",
                ["-nx", "-batch", .. commands.SelectMany(command => new[] { "-ex", command })]).Run(limit.Token);
            return Shorten(result.Output, repository);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"    (gdb did not answer within {Limit.TotalSeconds} s)";
        }
    }

    /// <summary>
    /// Keeps the cores' headings and their frames; if there is none, what gdb said instead. A frame without a name,
    /// except the innermost, is where gdb lost its way: nothing after it means anything.
    /// </summary>
    public static string Shorten(string output, Repository repository)
    {
        var kept = new List<string>();
        var isLost = false;
        foreach (var line in output.Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.StartsWith("Thread ", StringComparison.Ordinal)) isLost = false;
            else if (!line.StartsWith('#')) continue;
            else if (line.EndsWith("in ?? ()", StringComparison.Ordinal)
                && !line.StartsWith("#0", StringComparison.Ordinal)) isLost = true;
            if (!isLost) kept.Add("    " + repository.Shorten(line));
        }
        return kept.Count > 0 ? string.Join('\n', kept) : output;
    }
}
