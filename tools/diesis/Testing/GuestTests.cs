using Diesis.Manifests;
using Diesis.Tools.Building;
using Diesis.Tools.Commands;
using Diesis.Tools.Debugging;
using Diesis.Tools.Emulation;
using Diesis.Tools.Images;

namespace Diesis.Tools.Testing;

/// <summary>Runs the tests that are compiled into a kernel, on virtual machines.</summary>
/// <param name="reference">What the core library is held to.</param>
/// <param name="places">One is taken by each build and each machine.</param>
/// <param name="limit">How long a machine may run without getting any further.</param>
internal sealed class GuestTests(Workshop workshop, TestReport report, DotNetTranscript reference, Places places, TimeSpan limit)
{
    /// <summary>Only tests whose names contain this.</summary>
    public string? Filter { get; init; }

    /// <summary>How many random system calls are made in user mode, and from which seed on. On one machine of each architecture there are many.</summary>
    public int? Calls { get; init; }
    private const int ManyCalls = 1_000_000;
    public ulong? Seed { get; init; }

    /// <summary>How many services are ended at random moments, on a machine of each architecture; null: that is left out.</summary>
    public int? Kills { get; init; }

    /// <summary>The part of programs' tests that other numbers of cores matter to.</summary>
    private const string CoreTests = nameof(CoreTests);

    private const string RestartTest = "SystemTests.TheMachineStartsAnew";

    private const string Programs = "tests/programs", Judges = "tests/system", ToolTests = "tools/diesis/Testing";

    /// <summary>Runs the tests of an architecture on each of the machines.</summary>
    public Task Run(Architecture architecture, IEnumerable<TestMachine> machines, CancellationToken cancel)
    {
        var all = machines.ToList();
        return Task.WhenAll(Suites(architecture, cancel).Where(Concerns).Select(suite => Run(suite, all, cancel)));
    }

    /// <summary>Builds a suite and runs it, if there is a machine for it.</summary>
    private async Task Run(GuestSuite suite, IEnumerable<TestMachine> machines, CancellationToken cancel)
    {
        var wanted = machines.Where(suite.Wants).ToList();
        if (wanted.Count == 0) return;
        BootContent content;
        using (await places.Take(cancel)) content = await suite.Build();
        await Task.WhenAll(wanted.Select(machine => suite.Run(content, machine)));
    }

    /// <summary>Whether the filter names a test of it.</summary>
    private bool Concerns(GuestSuite suite) =>
        Filter is null || TestNames.In(suite.Sources.Select(workshop.Repository.Source)).Any(name => name.Contains(Filter, StringComparison.Ordinal));

    private IEnumerable<GuestSuite> Suites(Architecture architecture, CancellationToken cancel)
    {
        yield return new(["tests/guest", "tests/framework"], static _ => true, () => workshop.BuildSystem(architecture, Flavour.Test, cancel),
            (content, machine) => Run(content, machine, new GuestTranscript(machine.ToString()), cancel));
        yield return new(["tests/user"], static _ => true, () => FirstProgram(UserProgram.Tests),
            (content, machine) => RunTogether(content, machine, new GuestTranscript($"{machine} user"), cancel));
        yield return new([Programs, "tests/behaviour"], HasAll, () => FirstProgram(UserProgram.ProgramTests),
            (content, machine) => Run(content, machine, new GuestTranscript($"{machine} programs", reference.FirstDifference), cancel));
        yield return new([$"{Programs}/{CoreTests}.cs"], HasAll, () => FirstProgram(UserProgram.ProgramTests),
            (content, machine) => RunCores(content, machine.With(processors: 2), cancel));
        yield return new([$"{Judges}/judge"], static _ => true, () => System(Systems.Tests),
            (content, machine) => RunTogether(content, machine, new GuestTranscript($"{machine} system"), cancel));
        yield return new([$"{Judges}/chaos"], machine => Kills is not null && HasAll(machine), () => System(Systems.Chaos),
            (content, machine) => RunTogether(content, machine, new GuestTranscript($"{machine} chaos"), cancel));
        yield return new([$"{Judges}/files", $"{ToolTests}/FileImageCheck.cs"], HasAll, () => System(Systems.Files), (content, machine) => RunFiles(content, machine, cancel));
        yield return new([$"{Judges}/disks", $"{ToolTests}/DiskImageCheck.cs"], HasAll, () => System(Systems.DeviceTests), (content, machine) => RunDevices(content, machine, cancel));
        yield return new([$"{ToolTests}/GuestTests.cs"], HasAll, () => System(Systems.Restarting), (content, machine) => RunRestart(content, machine, cancel));
        yield return new([$"{ToolTests}/ShellLines.cs"], HasAll, () => System(Systems.Usual), (content, machine) => RunShell(content, machine, hasShare: false, cancel));
        yield return new([$"{ToolTests}/ShellLines.cs"], IsPc, () => System(Systems.Usual), (content, machine) => RunShell(content, machine, hasShare: true, cancel));
        yield return new([$"{ToolTests}/ShellPrompt.cs"], HasAll, () => System(Systems.Usual), (content, machine) => RunPrompt(content, machine, cancel));
        yield return new([$"{ToolTests}/SurvivingTerminal.cs"], IsPc, () => System(Systems.Survival), (content, machine) => RunSurviving(content, machine, cancel));

        static bool HasAll(TestMachine machine) => machine.RunsSeparateTests;
        static bool IsPc(TestMachine machine) => machine.RunsSeparateTests && machine.Machine.Architecture == Architecture.X86_64;
        Task<BootContent> System(SystemManifest system) => workshop.BuildSystem(architecture, Flavour.Debug, system, cancel);
        async Task<BootContent> FirstProgram(UserProgram program) => new(await workshop.KernelBuild.Build(architecture, Flavour.Debug, cancel),
            await workshop.UserProgramBuild.Build(program, architecture, Flavour.Test, cancel));
    }

    /// <summary>Runs what another number of cores matters to.</summary>
    private Task RunCores(BootContent content, TestMachine machine, CancellationToken cancel) =>
        RunTogether(content, machine, new GuestTranscript($"{machine} programs"), Filter ?? CoreTests, cancel);

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
        _ = await RunTogether(content, machine with { Machine = machine.Machine with { Disks = [image], HasEntropyDevice = true, Extra = FaultyDisk } }, transcript, cancel);
        report.AddAll([DiskImageCheck.Check(transcript.Suite, image)]);
    }

    /// <summary>
    /// A disk, called so, of which one block cannot be read, another not be written, and none be brought onto the medium. It is behind two bridges, one of PCI Express and one to conventional PCI.
    /// What is written is lost, and zeros are read.
    /// </summary>
    private static readonly string[] FaultyDisk =
    [
        "-blockdev", "driver=blkdebug,node-name=faulty,image.driver=null-co,image.size=1048576,image.read-zeroes=on"
            + ",inject-error.0.event=none,inject-error.0.iotype=read,inject-error.0.sector=100,inject-error.0.errno=5,inject-error.0.once=off"
            + ",inject-error.1.event=none,inject-error.1.iotype=write,inject-error.1.sector=200,inject-error.1.errno=5,inject-error.1.once=off"
            + ",inject-error.2.event=none,inject-error.2.iotype=flush,inject-error.2.errno=5,inject-error.2.once=off",
        "-device", "pcie-root-port,id=outer,chassis=110", "-device", "pcie-pci-bridge,id=inner,bus=outer", "-device", "virtio-blk-pci,drive=faulty,bus=inner,addr=1,disable-legacy=on,serial=faulty",
    ];

    /// <summary>Runs lines of the shell.</summary>
    private async Task RunShell(BootContent content, TestMachine machine, bool hasShare, CancellationToken cancel)
    {
        using var lines = new ShellLines($"{machine} shell", hasShare);
        var listened = machine with { Machine = machine.Machine with { Console = lines.Console, Share = lines.Share } };
        report.AddAll([lines.Close(machine.Machine, await Boot(content, listened, lines.Test, null, static _ => LineMeaning.Advance, cancel, lines.Words))]);
    }

    /// <summary>Runs a system that somebody sits at, who has a German keyboard: a PC's own, or, where a machine has none, one on PCI.</summary>
    private async Task RunPrompt(BootContent content, TestMachine machine, CancellationToken cancel)
    {
        using var monitor = new MonitorSocket();
        using var prompt = new ShellPrompt($"{machine} shell", machine.Machine.Architecture, monitor, cancel);
        var isPc = machine.Machine.Architecture == Architecture.X86_64;
        var watched = machine with { Machine = machine.Machine with { Console = prompt.Console, Extra = monitor.ForQemu, HasInputDevices = !isPc } };
        report.AddAll([prompt.Close(await Boot(content, watched, ShellPrompt.Test, null, prompt.Read, cancel, "keyboard=de"))]);
    }

    /// <summary>Runs one whose terminal loses what it stands on, again and again.</summary>
    private async Task RunSurviving(BootContent content, TestMachine machine, CancellationToken cancel)
    {
        using var monitor = new MonitorSocket();
        var surviving = new SurvivingTerminal($"{machine} system", monitor, Kills, cancel);
        var watched = machine with { Machine = machine.Machine with { Extra = monitor.ForQemu, HasInputDevices = true } };
        report.AddAll([surviving.Close(await Boot(content, watched, SurvivingTerminal.Test, null, surviving.Read, cancel, "terminal=screen"))]);
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
        using var place = await places.Take(cancel);
        var chosen = test is not null ? "test=" + test : filter is not null ? "tests=" + filter : "";
        var commandLine = KernelCommandLine.Join(chosen, machine.Words, words, CallsOn(machine) is { } calls ? $"fuzz={calls}" : "", Seed is null ? "" : $"seed={Seed}",
            Kills is null ? "" : $"kills={Kills}", machine.RandomAddress
            ? "" : KernelCommandLine.NoRandomAddress);
        var medium = await workshop.BootMedia.Make(content, machine.Loader, machine.Machine.Firmware, commandLine,
            $"-{machine.FileName}-{content.Name}-{test ?? "all"}", cancel);
        using var socket = new DebuggerSocket();
        var qemu = QemuCommandLine.For(machine.Machine with { Gdb = socket.ForQemu }, medium, SerialPort.Output);
        var stacks = new StackDump(workshop.Repository, content.Kernel);
        return await workshop.Progress.Step($"run {Path.GetFileNameWithoutExtension(medium.File)}", () =>
            new GuestRun(qemu, limit).ToTheEnd(read, console => stacks.Read(socket.Path, console, cancel), cancel));
    }
}
