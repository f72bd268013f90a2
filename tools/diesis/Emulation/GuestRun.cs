using System.Diagnostics;
using Diesis.Tools.Host;

namespace Diesis.Tools.Emulation;

/// <summary>What a line of the console means for how long the machine may still run.</summary>
internal enum LineMeaning
{
    Nothing,

    /// <summary>The guest got further: the limit counts from here again.</summary>
    Advance,

    /// <summary>All is said; the machine should end by itself now.</summary>
    Finish,

    /// <summary>All is said, and the machine would go on.</summary>
    Enough,
}

/// <summary>How a run of a machine ended.</summary>
/// <param name="ExitCode">QEMU's; null if the machine did not end by itself.</param>
/// <param name="Hang">If the limit was reached: the stack of each core, or why it cannot be told.</param>
/// <param name="Errors">What QEMU itself complained about.</param>
internal sealed record GuestEnd(int? ExitCode, string? Hang, string Errors, IReadOnlyList<string> Console)
{
    /// <summary>All that helps to see why a run did not go as it should.</summary>
    public string Explain(int lines) => string.Join('\n', new[]
    {
        Hang is null ? "" : $"It hangs; the stacks of its cores:\n{Hang}",
        Errors.TrimEnd(),
        $"The end of its console:\n{LastLines(lines)}",
    }.Where(part => part.Length > 0));

    public string LastLines(int count) =>
        string.Join('\n', Console.Where(line => line.Trim().Length > 0).TakeLast(count).Select(line => "    " + line));
}

/// <summary>
/// Runs a machine without a user: reads its console, and cuts it off when it no longer gets anywhere.
/// </summary>
internal sealed class GuestRun(HostCommand qemu, TimeSpan limit)
{
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    private readonly List<string> _console = [];

    /// <param name="read">Told of every line of the console.</param>
    /// <param name="stacks">Asked about the stopped cores when the limit is reached, while the machine still
    /// exists.</param>
    public async Task<GuestEnd> ToTheEnd(Func<string, LineMeaning> read, Func<IReadOnlyList<string>,
        Task<string>> stacks, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(limit);
        var process = ChildProcesses.Start(qemu.StartInfo(captured: true));
        try
        {
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var hasFinished = false;
            try
            {
                await ReadConsole(process, line =>
                {
                    var meaning = read(line);
                    hasFinished |= meaning is LineMeaning.Finish or LineMeaning.Enough;
                    if (meaning == LineMeaning.Enough) patience.Cancel();
                    else if (meaning != LineMeaning.Nothing) patience.CancelAfter(hasFinished ? TimeToEnd : limit);
                }, patience.Token);
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                var hang = hasFinished ? null : await stacks(_console);
                ChildProcesses.Kill(process);
                return new GuestEnd(null, hang, await errors, _console);
            }
            return new GuestEnd(process.ExitCode, null, await errors, _console);
        }
        finally
        {
            if (!process.HasExited) ChildProcesses.Kill(process);
            ChildProcesses.Forget(process);
        }
    }

    private async Task ReadConsole(Process process, Action<string> read, CancellationToken cancel)
    {
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } raw)
        {
            var line = ConsoleText.Clean(raw);
            _console.Add(line);
            read(line);
        }
    }
}
