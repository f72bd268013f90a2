using Diesis.Tools.Building;
using Diesis.Tools.Commands;
using Diesis.Tools.Debugging;
using Diesis.Tools.Emulation;
using Diesis.Tools.Images;

namespace Diesis.Tools.Testing;

/// <summary>Runs the tests that are compiled into a kernel, on virtual machines.</summary>
/// <param name="reference">What the core library is held to.</param>
/// <param name="limit">How long a machine may run without getting any further.</param>
internal sealed class GuestTests(Workshop workshop, TestReport report, DotNetTranscript reference, TimeSpan limit)
{
    /// <summary>Only tests whose names contain this.</summary>
    public string? Filter { get; init; }

    /// <summary>How many random system calls are made in user mode, and from which seed on. On one machine of each architecture there are many.</summary>
    public int? Calls { get; init; }
    private const int ManyCalls = 1_000_000;
    public ulong? Seed { get; init; }

    /// <summary>How many services are ended at random moments, on a machine of each architecture; null: that is left out.</summary>
    public int? Kills { get; init; }

    /// <summary>More machines at once than a small host has cores would only make each of them late.</summary>
    private readonly SemaphoreSlim _places = new(2);

    /// <summary>The part of programs' tests that other numbers of cores matter to.</summary>
    private const string CoreTests = nameof(CoreTests);

    /// <summary>What a filter says of the tests of files, and of those of devices, of which all run or none.</summary>
    private const string FileTests = "File", DiskTests = "Disk";

    private const string RestartTest = "SystemTests.TheMachineStartsAnew";

    private bool Concerns(string test) => Filter is null || test.Contains(Filter, StringComparison.Ordinal);

    private bool ConcernsFiles => Filter is null || Filter.Contains(FileTests, StringComparison.Ordinal);

    private bool ConcernsDevices => Filter is null || Filter.Contains(DiskTests, StringComparison.Ordinal);

    private bool ConcernsCores => Filter is null || Filter.StartsWith(CoreTests, StringComparison.Ordinal);

    /// <summary>Runs the tests of an architecture on each of the machines.</summary>
    public async Task Run(Architecture architecture, IEnumerable<TestMachine> machines, CancellationToken cancel)
    {
        var all = machines.ToList();
        var kernel = await workshop.BuildSystem(architecture, Flavour.Test, cancel);
        var user = await workshop.KernelBuild.Build(architecture, Flavour.Debug, cancel);
        var tests = new BootContent(user, await workshop.UserProgramBuild.Build(UserProgram.Tests, architecture, Flavour.Test, cancel));
        var programs = new BootContent(user, await workshop.UserProgramBuild.Build(UserProgram.ProgramTests, architecture, Flavour.Test, cancel));
        var system = await workshop.BuildSystem(architecture, Flavour.Debug, Systems.Tests, cancel);
        var chaos = Kills is null ? null : await workshop.BuildSystem(architecture, Flavour.Debug, Systems.Chaos, cancel);
        var files = await workshop.BuildSystem(architecture, Flavour.Debug, Systems.Files, cancel);
        var restarting = await workshop.BuildSystem(architecture, Flavour.Debug, Systems.Restarting, cancel);
        var devices = await workshop.BuildSystem(architecture, Flavour.Debug, Systems.DeviceTests, cancel);
        var shell = !Concerns(ShellLines.Test) ? null : await workshop.BuildSystem(architecture, Flavour.Debug, Systems.Shell, cancel);
        // What somebody sits at is a PC's so far.
        var sat = all.Where(machine => architecture == Architecture.X86_64 && machine.RunsSeparateTests).ToList();
        var terminal = sat.Count == 0 || !Concerns(TypedTerminal.Test) && !Concerns(SerialTerminal.Test) ? null : await workshop.BuildSystem(architecture, Flavour.Debug, Systems.Terminal, cancel);
        var survival = sat.Count == 0 || !Concerns(SurvivingTerminal.Test) ? null : await workshop.BuildSystem(architecture, Flavour.Debug, Systems.Survival, cancel);
        await Task.WhenAll(all.Select(machine => Run(kernel, machine, new GuestTranscript(machine.ToString()), cancel))
            .Concat(all.Select(machine => RunTogether(system, machine, new GuestTranscript($"{machine} system"), cancel)))
            .Concat(all.Select(machine => RunTogether(tests, machine, new GuestTranscript($"{machine} user"), cancel)))
            .Concat(all.Where(machine => machine.RunsSeparateTests && ConcernsFiles).Select(machine => RunFiles(files, machine, cancel)))
            .Concat(all.Where(machine => chaos is not null && machine.RunsSeparateTests).Select(machine => RunTogether(chaos!, machine, new GuestTranscript($"{machine} chaos"), cancel)))
            .Concat(all.Where(machine => machine.RunsSeparateTests && ConcernsDevices).Select(machine => RunDevices(devices, machine, cancel)))
            .Concat(all.Where(machine => machine.RunsSeparateTests && Concerns(RestartTest)).Select(machine => RunRestart(restarting, machine, cancel)))
            .Concat(all.Where(machine => shell is not null && machine.RunsSeparateTests).Select(machine => RunShell(shell!, machine, cancel)))
            .Concat(sat.Where(_ => Concerns(TypedTerminal.Test)).Select(machine => RunTyped(terminal!, machine, cancel)))
            .Concat(sat.Where(_ => Concerns(SurvivingTerminal.Test)).Select(machine => RunSurviving(survival!, machine, cancel)))
            .Concat(sat.Where(_ => Concerns(SerialTerminal.Test)).Select(machine => RunSerial(terminal!, machine, cancel)))
            .Concat(all.Where(machine => machine.RunsSeparateTests).Select(machine =>
                Run(programs, machine, new GuestTranscript($"{machine} programs", reference.FirstDifference), cancel)))
            .Concat(all.Where(machine => machine.RunsSeparateTests && ConcernsCores).Select(machine => machine.With(processors: 2)).Select(machine =>
                RunTogether(programs, machine, new GuestTranscript($"{machine} programs"), Filter ?? CoreTests, cancel))));
    }

    /// <summary>Runs all tests, those that end in a report on a machine each.</summary>
    private async Task Run(BootContent content, TestMachine machine, GuestTranscript transcript, CancellationToken cancel)
    {
        _ = await RunTogether(content, machine, transcript, cancel);
        if (!machine.RunsSeparateTests) return;
        await Task.WhenAll(transcript.Separate.Select(async test =>
        {
            var expected = new ExpectedReport(transcript.Suite, test);
            report.AddAll([expected.Close(await Boot(content, machine, test.Test, null, expected.Read, cancel))]);
        }));
    }

    /// <summary>Runs all tests that can share a machine.</summary>
    private Task<GuestTranscript> RunTogether(BootContent content, TestMachine machine, GuestTranscript transcript, CancellationToken cancel)
        => RunTogether(content, machine, transcript, Filter, cancel);

    private async Task<GuestTranscript> RunTogether(BootContent content, TestMachine machine, GuestTranscript transcript, string? filter,
        CancellationToken cancel)
    {
        var end = await Boot(content, machine, null, filter, line =>
        {
            var meaning = transcript.Read(line);
            report.AddAll(transcript.TakeResults());
            return meaning;
        }, cancel);
        transcript.Close(end);
        report.AddAll(transcript.TakeResults());
        return transcript;
    }

    /// <summary>Runs a system that has its machine start anew.</summary>
    private async Task RunRestart(BootContent content, TestMachine machine, CancellationToken cancel)
    {
        var restart = new ExpectedRestart($"{machine} system");
        var restarting = machine with { Machine = machine.Machine with { CanRestart = true } };
        report.AddAll([restart.Close(await Boot(content, restarting, RestartTest, null, restart.Read, cancel))]);
    }

    /// <summary>Runs a system that drives devices and writes to a disk, and looks at what is there afterwards.</summary>
    private async Task RunDevices(BootContent content, TestMachine machine, CancellationToken cancel)
    {
        var image = Path.Combine(workshop.Repository.BuiltFolder("disks"), $"{machine.Machine.Architecture}-{machine.FileName}.img");
        DiskImageCheck.MakeEmpty(image);
        var transcript = new GuestTranscript($"{machine} devices");
        _ = await RunTogether(content, machine with { Machine = machine.Machine with { Disks = [image], HasEntropyDevice = true } }, transcript, cancel);
        report.AddAll([DiskImageCheck.Check(transcript.Suite, image)]);
    }

    /// <summary>Runs lines of the shell.</summary>
    private async Task RunShell(BootContent content, TestMachine machine, CancellationToken cancel)
    {
        using var lines = new ShellLines($"{machine} shell");
        var listened = machine with { Machine = machine.Machine with { Console = lines.Console } };
        report.AddAll([lines.Close(machine.Machine, await Boot(content, listened, ShellLines.Test, null, static _ => LineMeaning.Advance, cancel, ShellLines.Words))]);
    }

    /// <summary>Runs a system that somebody sits at, who has a German keyboard.</summary>
    private async Task RunTyped(BootContent content, TestMachine machine, CancellationToken cancel)
    {
        using var monitor = new MonitorSocket();
        var typed = new TypedTerminal($"{machine} system", monitor, cancel);
        var watched = machine with { Machine = machine.Machine with { Extra = monitor.ForQemu } };
        report.AddAll([typed.Close(await Boot(content, watched, TypedTerminal.Test, null, typed.Read, cancel, "terminal=screen keyboard=de"))]);
    }

    /// <summary>Runs one whose terminal loses what it stands on, again and again.</summary>
    private async Task RunSurviving(BootContent content, TestMachine machine, CancellationToken cancel)
    {
        using var monitor = new MonitorSocket();
        var surviving = new SurvivingTerminal($"{machine} system", monitor, cancel);
        var watched = machine with { Machine = machine.Machine with { Extra = monitor.ForQemu } };
        report.AddAll([surviving.Close(await Boot(content, watched, SurvivingTerminal.Test, null, surviving.Read, cancel, "terminal=screen"))]);
    }

    /// <summary>Runs it with somebody at the other end of a serial line.</summary>
    private async Task RunSerial(BootContent content, TestMachine machine, CancellationToken cancel)
    {
        using var line = new SerialTerminal($"{machine} system", cancel);
        var watched = machine with { Machine = machine.Machine with { Extra = line.ForQemu } };
        report.AddAll([line.Close(await Boot(content, watched, SerialTerminal.Test, null, line.Read, cancel, "terminal=serial"))]);
    }

    /// <summary>Runs a system that keeps files on a disk, and has other systems' programs look at it afterwards.</summary>
    private async Task RunFiles(BootContent content, TestMachine machine, CancellationToken cancel)
    {
        var image = Path.Combine(workshop.Repository.BuiltFolder("files"), $"{machine.Machine.Architecture}-{machine.FileName}.img");
        await FileImageCheck.Make(image, cancel);
        var transcript = new GuestTranscript($"{machine} files");
        _ = await RunTogether(content, machine with { Machine = machine.Machine with { Disks = [image] } }, transcript, cancel);
        report.AddAll([await FileImageCheck.Check(transcript.Suite, image, cancel)]);
    }

    private int? CallsOn(TestMachine machine) => Calls ?? (machine.RunsSeparateTests ? ManyCalls : null);

    /// <param name="test">The one test to run; null for all that can share a machine.</param>
    /// <param name="filter">Of those, the ones whose names contain this; null for all.</param>
    /// <param name="words">What else the system is told.</param>
    private async Task<GuestEnd> Boot(BootContent content, TestMachine machine, string? test, string? filter, Func<string,
        LineMeaning> read, CancellationToken cancel, string words = "")
    {
        await _places.WaitAsync(cancel);
        try
        {
            var chosen = test is not null ? "test=" + test : filter is not null ? "tests=" + filter : "";
            var commandLine = KernelCommandLine.Join(chosen, machine.Words, words, CallsOn(machine) is { } calls ? $"fuzz={calls}" : "", Seed is null ? "" : $"seed={Seed}",
                Kills is null ? "" : $"kills={Kills}", machine.RandomAddress
                ? "" : KernelCommandLine.NoRandomAddress);
            var medium = await workshop.BootMedia.Make(content, machine.Loader, machine.Machine.Firmware, commandLine,
                $"-{machine.FileName}-{content.Name}-{test ?? "all"}", cancel);
            using var socket = new DebuggerSocket();
            var qemu = QemuCommandLine.For(machine.Machine with { Gdb = socket.ForQemu }, medium, SerialPort.Output);
            var stacks = new StackDump(workshop.Repository, content.Kernel);
            return await new GuestRun(qemu, limit).ToTheEnd(read, console => stacks.Read(socket.Path, console, cancel),
                cancel);
        }
        finally
        {
            _ = _places.Release();
        }
    }
}
