using System.CommandLine;
using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;
using Diesis.Tools.Testing;
using Spectre.Console;

namespace Diesis.Tools.Commands;

/// <summary>A part of the tests that can be run alone.</summary>
enum TestSuite
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
static class TestCommand
{
    public static Command Create(Workshop workshop)
    {
        var suite = new Argument<TestSuite>("suite") { Description = "Which tests: host, sim, guest, or all", HelpName = "host|sim|guest", Arity = ArgumentArity.ZeroOrOne };
        var architecture = MachineOptions.OneOrAllArchitectures();
        var loader = MachineOptions.Loader();
        var filter = new Option<string?>("--filter") { Description = "Only tests whose names contain this (host and sim)", HelpName = "TEXT" };
        var seeds = new Option<int?>("--seeds") { Description = "How many interleavings the simulator tries", HelpName = "N" };
        var seed = new Option<ulong?>("--seed") { Description = "Replay this one interleaving", HelpName = "SEED" };
        var limit = new Option<int>("--limit") { Description = "Seconds without progress after which a machine is said to hang", HelpName = "SECONDS", DefaultValueFactory = _ => 120 };

        var command = new Command("test", "Runs tests. The last line says how many passed and failed.") { suite, architecture, loader, filter, seeds, seed, limit };
        command.SetAction(async (arguments, cancel) =>
        {
            var wanted = arguments.GetValue(suite);
            var report = new TestReport(AnsiConsoles.Output());
            if (wanted is TestSuite.All or TestSuite.Host)
            {
                await new HostTests(workshop, report, "host", "tests/host") { Filter = arguments.GetValue(filter) }.Run(cancel);
            }
            if (wanted is TestSuite.All or TestSuite.Sim)
            {
                await new HostTests(workshop, report, "sim", "tests/simulation")
                {
                    Filter = arguments.GetValue(filter),
                    Variables = SimulationVariables(arguments.GetValue(seeds), arguments.GetValue(seed)),
                }.Run(cancel);
            }
            if (wanted is TestSuite.All or TestSuite.Guest)
            {
                await workshop.Preparation.Ensure(Need.Build | Need.Image | Need.Run | Need.Debug, cancel);
                var tests = new GuestTests(workshop, report, TimeSpan.FromSeconds(arguments.GetValue(limit)));
                await RunGuestTests(workshop, tests, MachineOptions.Selected(arguments.GetValue(architecture)!), arguments.GetValue(loader), cancel);
            }
            Console.WriteLine(report.Closing);
            return report.AllPassed ? 0 : 1;
        });
        return command;
    }

    static async Task RunGuestTests(Workshop workshop, GuestTests tests, IEnumerable<Architecture> architectures, Loader? loader, CancellationToken cancel)
    {
        await Task.WhenAll(architectures.Select(async architecture =>
        {
            var kernel = await workshop.KernelBuild.Build(architecture, Flavour.Test, cancel);
            var choice = BootChoice.Resolve(architecture, null, loader);
            var machine = new VirtualMachine { Architecture = architecture, Firmware = choice.Firmware, Processors = 4 };
            await tests.Run(kernel, machine, choice.Loader, cancel);
        }));
    }

    /// <summary>Read by tests/simulation.</summary>
    static Dictionary<string, string> SimulationVariables(int? seeds, ulong? seed)
    {
        var variables = new Dictionary<string, string>();
        if (seeds is not null) variables["DIESIS_SEEDS"] = seeds.Value.ToString();
        if (seed is not null) variables["DIESIS_SEED"] = seed.Value.ToString();
        return variables;
    }
}
