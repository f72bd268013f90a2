using Diesis.Tools.Building;
using Diesis.Tools.Commands;
using Diesis.Tools.Debugging;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Testing;

/// <summary>Runs the tests that are compiled into a kernel, on a virtual machine.</summary>
sealed class GuestTests(Workshop workshop, TestReport report, TimeSpan limit)
{
    /// <summary>More machines at once than a small host has cores would only make each of them late.</summary>
    readonly SemaphoreSlim _machines = new(2);

    /// <param name="machine">With the architecture, the firmware and the number of cores to run on.</param>
    public async Task Run(KernelImage kernel, VirtualMachine machine, Loader loader, CancellationToken cancel)
    {
        var suite = $"{machine.Architecture} {machine.Firmware.ToString().ToLowerInvariant()} {(loader is Loader.Limine ? "limine" : loader)} ×{machine.Processors}";
        var transcript = new GuestTranscript(suite);
        var end = await Boot(kernel, machine, loader, null, line =>
        {
            var before = transcript.Results.Count;
            var meaning = transcript.Read(line);
            foreach (var result in transcript.Results.Skip(before)) report.Add(result);
            return meaning;
        }, cancel);
        var told = transcript.Results.Count;
        transcript.Close(end);
        foreach (var result in transcript.Results.Skip(told)) report.Add(result);

        await Task.WhenAll(transcript.Separate.Select(async test =>
        {
            var expected = new ExpectedReport(suite, test);
            report.Add(expected.Close(await Boot(kernel, machine, loader, test.Test, expected.Read, cancel)));
        }));
    }

    async Task<GuestEnd> Boot(KernelImage kernel, VirtualMachine machine, Loader loader, string? test,
        Func<string, LineMeaning> read, CancellationToken cancel)
    {
        await _machines.WaitAsync(cancel);
        try
        {
            using var socket = new DebuggerSocket();
            var commandLine = KernelCommandLine.Join(test is null ? "" : "test=" + test, KernelCommandLine.NoRandomAddress);
            var medium = await workshop.BootMedia.Make(kernel, loader, machine.Firmware, commandLine,
                $"-{machine.Processors}-{test ?? "all"}", cancel);
            var qemu = QemuCommandLine.For(machine with { Gdb = socket.ForQemu }, medium, SerialPort.Output);
            var stacks = new StackDump(workshop.Repository, kernel);
            return await new GuestRun(qemu, limit).ToTheEnd(read, console => stacks.Read(socket.Path, console, cancel), cancel);
        }
        finally
        {
            _ = _machines.Release();
        }
    }
}
