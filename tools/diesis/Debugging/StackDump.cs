using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Debugging;

/// <summary>Reads the stacks of all cores of a machine that hangs, through the debugger's port of the emulator.</summary>
sealed class StackDump(Repository repository, KernelImage kernel)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

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
            var result = await new HostCommand("gdb-multiarch", ["-nx", "-batch", .. commands.SelectMany(command => new[] { "-ex", command })]).Run(limit.Token);
            return Shorten(result.Output);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"    (gdb did not answer within {Limit.TotalSeconds} s)";
        }
    }

    /// <summary>Keeps the cores' headings and their frames; if there is none, what gdb said instead.</summary>
    public static string Shorten(string output)
    {
        var lines = output.Split('\n').Select(line => line.TrimEnd())
            .Where(line => line.StartsWith("Thread ", StringComparison.Ordinal) || line.StartsWith('#') || line.StartsWith("    ", StringComparison.Ordinal));
        var kept = string.Join('\n', lines.Select(line => "    " + line));
        return kept.Length > 0 ? kept : output;
    }
}
