using System.CommandLine;
using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;
using Diesis.Tools.Testing;
using Spectre.Console;

namespace Diesis.Tools.Commands;

/// <summary>A part of the tests that can be run alone.</summary>
internal enum TestSuite
{
    All,

    /// <summary>Pure logic, on the host.</summary>
    Host,

    /// <summary>The kernel on a simulated machine, on the host.</summary>
    Sim,

    /// <summary>Inside the kernel, on virtual machines.</summary>
    Guest,
}

/// <summary><c>diesis test</c></summary>
internal static class TestCommand
{
    public static Command Create(Workshop workshop)
    {
        var suite = new Argument<TestSuite>("suite")
        {
            Description = "Which tests: host, sim, guest, or all",
            HelpName = "host|sim|guest",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var architecture = MachineOptions.OneOrAllArchitectures();
        var firmware = MachineOptions.Firmware();
        var loader = MachineOptions.Loader();
        var processors = new Option<int?>("--smp", "-s")
        {
            Description = "Number of processor cores of the machine (guest)",
            HelpName = "N",
        };
        var processor = new Option<string?>("--cpu")
        {
            Description = "The machine's processor, in QEMU's words, such as qemu64 (guest)",
            HelpName = "NAME",
        };
        var filter = new Option<string?>("--filter")
        {
            Description = "Only tests whose names contain this",
            HelpName = "TEXT",
        };
        var seeds = new Option<int?>("--seeds")
        {
            Description = "How many interleavings the simulator tries",
            HelpName = "N",
        };
        var seed = new Option<ulong?>("--seed")
        {
            Description = "Replay this one interleaving (sim), or begin with this seed of random system calls (guest)",
            HelpName = "SEED",
        };
        var calls = new Option<int?>("--calls") { Description = "How many random system calls are made (guest)", HelpName = "N" };
        var kills = new Option<int?>("--kills") { Description = "Also end so many services at random moments while clients use them (guest)", HelpName = "N" };
        var limit = new Option<int>("--limit")
        {
            Description = "Seconds without progress after which a machine is said to hang",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 120,
        };

        var command = new Command("test", "Runs tests. The last line says how many passed and failed.") 
        {
            suite, filter, seeds, seed, calls, kills, architecture, firmware, loader, processors, processor, limit,
        };
        command.SetAction(async (arguments, cancel) =>
        {
            var wanted = arguments.GetValue(suite);
            await workshop.Preparation.Ensure(wanted switch
            {
                TestSuite.Host => Need.Build,
                TestSuite.Sim => Need.Build | Need.Check,
                TestSuite.Guest => Need.Build | Need.Image | Need.Run | Need.Debug,
                _ => Need.Build | Need.Check | Need.Image | Need.Run | Need.Debug,
            }, cancel);
            var report = new TestReport(AnsiConsoles.Output());
            var places = new Places();
            // On the host one core has much to do at a time, so machines run beside it.
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAll(OrStop(RunOnHost(stop.Token)), OrStop(RunInGuests(stop.Token)));
            Console.WriteLine(report.Closing);
            return report.AllPassed ? 0 : 1;

            // What cannot go on ends the rest, too.
            async Task OrStop(Task part)
            {
                try { await part; }
                catch
                {
                    await stop.CancelAsync();
                    throw;
                }
            }

            async Task RunOnHost(CancellationToken cancel)
            {
                if (wanted is TestSuite.Guest) return;
                using var place = await places.Take(cancel);
                if (wanted is TestSuite.All or TestSuite.Host)
                {
                    foreach (var part in HostParts) await new HostTests(workshop, report, part, $"tests/{part}") { Filter = arguments.GetValue(filter) }.Run(cancel);
                }
                if (wanted is TestSuite.All or TestSuite.Sim)
                {
                    await new HostTests(workshop, report, "sim", "tests/simulation")
                    {
                        Filter = arguments.GetValue(filter),
                        Variables = SimulationVariables(arguments.GetValue(seeds), arguments.GetValue(seed)),
                    }.Run(cancel);
                }
            }

            async Task RunInGuests(CancellationToken cancel)
            {
                if (wanted is not (TestSuite.All or TestSuite.Guest)) return;
                var reference = await DotNetTranscript.Read(workshop, cancel);
                var tests = new GuestTests(workshop, report, reference, places, TimeSpan.FromSeconds(arguments.GetValue(limit)))
                { Filter = arguments.GetValue(filter), Calls = arguments.GetValue(calls), Seed = arguments.GetValue(seed), Kills = arguments.GetValue(kills) };
                await Task.WhenAll(MachineOptions.Selected(arguments.GetValue(architecture)!).Select(one =>
                    tests.Run(one,
                    Machines(one, arguments.GetValue(firmware), arguments.GetValue(loader),
                        arguments.GetValue(processors), arguments.GetValue(processor)), cancel)));
            }
        });
        return command;
    }

    private static readonly string[] HostParts = ["host", "services", "shell"];

    /// <summary>
    /// One machine per architecture if the user says anything about it, else all that are worth testing on.
    /// </summary>
    private static IEnumerable<TestMachine> Machines(Architecture architecture, Firmware? firmware, Loader? loader,
        int? processors, string? processor)
    {
        if (firmware is null && loader is null && processors is null && processor is null) return TestMachines.For(architecture);
        var choice = BootChoice.Resolve(architecture, firmware, loader);
        return [TestMachines.Make(architecture, choice.Firmware, choice.Loader, processors ?? 4,
            processor, runsSeparateTests: true)];
    }

    /// <summary>Read by tests/simulation.</summary>
    private static Dictionary<string, string> SimulationVariables(int? seeds, ulong? seed)
    {
        var variables = new Dictionary<string, string>();
        if (seeds is not null) variables["DIESIS_SEEDS"] = seeds.Value.ToString();
        if (seed is not null) variables["DIESIS_SEED"] = seed.Value.ToString();
        return variables;
    }
}
