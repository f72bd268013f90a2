using System.Diagnostics;
using System.Text;

namespace Diesis.Tools.Host;

/// <summary>A program of the host and its arguments.</summary>
internal sealed record HostCommand(string File, IReadOnlyList<string> Arguments)
{
    public string? Folder { get; init; }

    /// <summary>What it finds in its environment, beside what this process has.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public HostCommand(string file, params string[] arguments) : this(file, (IReadOnlyList<string>)arguments) { }

    /// <summary>Runs it to its end, whatever that is, and returns everything it printed.</summary>
    public async Task<CommandResult> Run(CancellationToken cancel)
    {
        var process = ChildProcesses.Start(StartInfo(captured: true));
        try
        {
            process.StandardInput.Close();
            var output = new StringBuilder();
            await Task.WhenAll(Collect(process.StandardOutput, output), Collect(process.StandardError, output),
                process.WaitForExitAsync(cancel));
            return new CommandResult(this, process.ExitCode, output.ToString());
        }
        finally
        {
            if (!process.HasExited) ChildProcesses.Kill(process);
            ChildProcesses.Forget(process);
        }
    }

    /// <summary>Runs it to its end; a failure becomes the tool's own, told in the program's words.</summary>
    public async Task<string> RunOrFail(CancellationToken cancel)
    {
        var result = await Run(cancel);
        return result.Succeeded ? result.Output
            : throw new ToolFailure($"{Path.GetFileName(File)} failed:\n{result.Output.TrimEnd()}");
    }

    /// <summary>Runs it in this terminal, keyboard included, and returns its exit code.</summary>
    public Task<int> RunInTerminal(CancellationToken cancel) => Run(StartInfo(captured: false), cancel);

    /// <summary>Runs it with the outputs of this process and nothing to read, and returns its exit code.</summary>
    public Task<int> RunWithoutInput(CancellationToken cancel)
    {
        var start = StartInfo(captured: false);
        start.RedirectStandardInput = true;
        return Run(start, cancel);
    }

    private static async Task<int> Run(ProcessStartInfo start, CancellationToken cancel)
    {
        var process = ChildProcesses.Start(start);
        try
        {
            if (start.RedirectStandardInput) process.StandardInput.Close();
            await process.WaitForExitAsync(cancel);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited) ChildProcesses.Kill(process);
            ChildProcesses.Forget(process);
        }
    }

    public ProcessStartInfo StartInfo(bool captured)
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            WorkingDirectory = Folder ?? "",
            RedirectStandardInput = captured,
            RedirectStandardOutput = captured,
            RedirectStandardError = captured,
        };
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        return start;
    }

    /// <summary>The line that a person would type for it.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(File).Select(Quote));

    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%".Contains(c))
            ? word : $"'{word.Replace("'", "'\\''")}'";

    private static async Task Collect(StreamReader from, StringBuilder into)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (into) { _ = into.AppendLine(line); }
        }
    }
}

/// <summary>How a program ended, and what it printed on both of its outputs.</summary>
internal sealed record CommandResult(HostCommand Command, int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
