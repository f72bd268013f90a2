using Diesis.Tools.Building;
using Diesis.Tools.Commands;
using Diesis.Tools.Debugging;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Measuring;

/// <summary>
/// Boots the measuring kernel on a machine whose clock counts instructions, and collects what it measured.
/// </summary>
internal sealed class BenchmarkRun(Workshop workshop)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>
    /// One core first, which disturbs nothing and is what aims are about; then as many as are needed for the rest.
    /// </summary>
    private static readonly int[] Processors = [1, 2, 4, 8];

    /// <param name="group">Only the measurements of this group; null for all.</param>
    public async Task<IReadOnlyList<Measurement>> Run(VirtualMachine machine, Loader loader, string? group,
        CancellationToken cancel)
    {
        var all = new List<Measurement>();
        if (group is null or InsideKernel)
            await Add(all, () => workshop.BuildSystem(machine.Architecture, Flavour.Bench, cancel), machine, loader, group, cancel);
        if (group is null or Services)
            await Add(all, () => workshop.BuildSystem(machine.Architecture, Flavour.Release, Systems.Bench, cancel),
                machine, loader, group, cancel);
        if (group is null or Files)
        {
            all.AddRange(await new PromptMeasurement(workshop).Run(machine, loader, cancel));
            await Add(all, () => workshop.BuildSystem(machine.Architecture, Flavour.Release, Systems.FileBench, cancel),
                machine with { Disks = await MakeDisks(cancel) }, loader, Files, cancel);
        }
        if (group is not (InsideKernel or Files))
            await Add(all, () => workshop.BuildSystem(machine.Architecture, Flavour.Release, UserProgram.Bench, cancel),
                machine, loader, group, cancel);
        return all;
    }

    /// <summary>
    /// The group that is measured by the kernel itself, that of which programs with a heap measure a part, and that which needs disks; all else is measured by a program without.
    /// </summary>
    private const string InsideKernel = "ground", Services = "services", Files = PromptMeasurement.Group;

    /// <summary>A disk with an empty FAT32, and one that is written to as it is.</summary>
    private async Task<IReadOnlyList<string>> MakeDisks(CancellationToken cancel)
    {
        const long diskBytes = 64 << 20;
        var folder = workshop.Repository.BuiltFolder("bench");
        string[] disks = [Path.Combine(folder, "files.img"), Path.Combine(folder, "blocks.img")];
        foreach (var disk in disks)
        {
            await using var file = File.Create(disk);
            file.SetLength(diskBytes);
        }
        await new HostCommand("mkfs.fat", "-F", "32", disks[0]).RunOrFail(cancel);
        return disks;
    }

    private async Task Add(List<Measurement> all, Func<Task<BootContent>> build, VirtualMachine machine, Loader loader,
        string? group, CancellationToken cancel)
    {
        var content = await build();
        foreach (var processors in Processors)
        {
            var (measured, skipped) = await Boot(content, machine with { Processors = processors }, loader, group, cancel);
            Calibration.Check(measured);
            all.AddRange(measured.Where(one =>
                !all.Exists(earlier => (earlier.Group, earlier.Name) == (one.Group, one.Name))));
            if (skipped == 0) return;
        }
        throw new ToolFailure($"some measurements need more than {Processors[^1]} cores");
    }

    private async Task<(List<Measurement> Measured, int Skipped)> Boot(BootContent content, VirtualMachine machine,
        Loader loader, string? group, CancellationToken cancel)
    {
        var commandLine = KernelCommandLine.Join(group is null ? "" : "bench=" + group,
            KernelCommandLine.NoRandomAddress);
        var medium = await workshop.BootMedia.Make(content, loader, machine.Firmware, commandLine, "", cancel);
        using var socket = new DebuggerSocket();
        var qemu = QemuCommandLine.For(machine with { CountsInstructions = true, Gdb = socket.ForQemu }, medium,
            SerialPort.Output);

        var measurements = new List<Measurement>();
        var skipped = 0;
        var isDone = false;
        var stacks = new StackDump(workshop.Repository, content.Kernel);
        var title = $"measure on {machine.Architecture} with {machine.Processors} of its cores";
        var end = await workshop.Progress.Step(title, () => new GuestRun(qemu, Limit).ToTheEnd(line =>
        {
            switch (BenchmarkEvent.Parse(line))
            {
                case BenchmarkEvent.Measured measured:
                    measurements.Add(measured.Measurement);
                    return LineMeaning.Advance;
                case BenchmarkEvent.Skipped: skipped++; return LineMeaning.Advance;
                case BenchmarkEvent.Done: isDone = true; return LineMeaning.Finish;
                default: return LineMeaning.Nothing;
            }
        }, console => stacks.Read(socket.Path, console, cancel), cancel));

        if (!isDone) throw new ToolFailure($"the measurements did not come to their end.\n{end.Explain(30)}");
        return (measurements, skipped);
    }
}
