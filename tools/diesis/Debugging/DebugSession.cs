using System.Diagnostics;
using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Debugging;

/// <summary>A machine that waits at the kernel's first instruction, and gdb on it.</summary>
internal sealed class DebugSession(Repository repository, KernelImage kernel, HostCommand qemu, DebuggerSocket socket)
{
    private static readonly TimeSpan TimeToListen = TimeSpan.FromSeconds(10);

    /// <param name="batch">Commands to run instead of asking the user for some.</param>
    /// <returns>gdb's exit code.</returns>
    public async Task<int> Run(IReadOnlyList<string> batch, CancellationToken cancel)
    {
        var machine = ChildProcesses.Start(qemu.StartInfo(captured: true));
        try
        {
            var console = CopyConsole(machine);
            await WaitForSocket(machine, cancel);
            string[] commands =
            [
                .. KernelSymbols.GdbCommands(repository, kernel, loadAddress: null),
                $"target remote {socket.Path}",
                // The loader has yet to write the kernel into memory, and would overwrite an ordinary breakpoint.
                "thbreak _start", "continue", .. batch,
            ];
            string[] mode = batch.Count > 0 ? ["-batch"] : ["-quiet"];
            var gdb = new HostCommand("gdb-multiarch",
                ["-nx", .. mode, .. commands.SelectMany(command => new[] { "-ex", command })]);
            var exitCode = await gdb.RunInTerminal(cancel);
            ChildProcesses.Kill(machine);
            await console;
            return exitCode;
        }
        finally
        {
            if (!machine.HasExited) ChildProcesses.Kill(machine);
            ChildProcesses.Forget(machine);
        }
    }

    private async Task CopyConsole(Process machine)
    {
        await using var file = File.Create(Path.Combine(repository.BuiltFolder("debug"), "console"));
        await machine.StandardOutput.BaseStream.CopyToAsync(file);
    }

    private async Task WaitForSocket(Process machine, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        while (!File.Exists(socket.Path))
        {
            if (machine.HasExited)
                throw new ToolFailure($"QEMU did not start:\n{await machine.StandardError.ReadToEndAsync(cancel)}");
            if (watch.Elapsed > TimeToListen) throw new ToolFailure("QEMU does not listen for gdb");
            await Task.Delay(20, cancel);
        }
    }
}
