using System.CommandLine;
using System.Text.Json;
using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;
using Diesis.Tools.Measuring;
using Spectre.Console;

namespace Diesis.Tools.Commands;

/// <summary><c>diesis bench</c></summary>
internal static class BenchCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true };

    public static Command Create(Workshop workshop)
    {
        var group = new Argument<string?>("group")
        {
            Description = "Only this group of measurements, such as ground",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var architecture = MachineOptions.Arch();
        var firmware = MachineOptions.Firmware();
        var loader = MachineOptions.Loader();
        var json = new Option<FileInfo?>("--json")
        {
            Description = "Write the figures to this file, too",
            HelpName = "FILE",
        };
        var command = new Command("bench",
            "Measures the kernel in instructions per operation, on a machine whose clock counts them.")
        {
            group, architecture, firmware, loader, json,
        };
        command.SetAction(async (arguments, cancel) =>
        {
            await workshop.Preparation.Ensure(Need.Build | Need.Image | Need.Run, cancel);
            var wanted = arguments.GetValue(group);
            var choice = Choose(arguments.GetValue(architecture)!, arguments.GetValue(firmware),
                arguments.GetValue(loader));
            var machine = new VirtualMachine
            {
                Architecture = arguments.GetValue(architecture)!,
                Firmware = choice.Firmware,
            };
            var rows = await workshop.Progress.Show(async () =>
            {
                var measured = await new BenchmarkRun(workshop).Run(machine, choice.Loader, wanted, cancel);
                if (wanted is not (null or "ground")) return measured;
                var shipped = await workshop.KernelBuild.Build(machine.Architecture, Flavour.Release, cancel);
                return [.. measured, .. HostMeasurements.Ground(workshop.Repository, shipped)];
            });
            Print(rows);
            if (arguments.GetValue(json) is { } file) await File.WriteAllTextAsync(file.FullName, ToJson(rows) + "\n",
                cancel);
            return 0;
        });
        return command;
    }

    /// <summary>
    /// A BIOS where there is one: what is measured is the same, and UEFI takes minutes when instructions are counted.
    /// </summary>
    private static BootChoice Choose(Architecture architecture, Firmware? firmware, Loader? loader) =>
        BootChoice.Resolve(architecture,
            firmware ?? (architecture == Architecture.X86_64 && loader is null ? Firmware.Bios : null), loader);

    public static string ToJson(IEnumerable<Measurement> rows) =>
        JsonSerializer.Serialize(rows.Select(row => new { row.Group, row.Name, row.Value, row.Unit }), Json);

    private static void Print(IEnumerable<Measurement> rows)
    {
        var table = new Table().AddColumns("group", "name", "value", "unit", "aim");
        _ = table.Columns[2].RightAligned();
        _ = table.Columns[4].RightAligned();
        foreach (var row in rows)
        {
            var value = $"{row.Value:N0}";
            _ = table.AddRow(row.Group, row.Name, row.Aim is null ? value : row.MeetsAim
                ? $"[green]{value}[/]" : $"[red]{value}[/]",
                row.Unit, row.Aim is { } aim ? $"{aim:N0}" : "");
        }
        AnsiConsoles.Output().Write(table);
    }
}
