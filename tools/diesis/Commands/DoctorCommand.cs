using System.CommandLine;
using Diesis.Tools.Building;
using Diesis.Tools.Host;
using Spectre.Console;

namespace Diesis.Tools.Commands;

/// <summary><c>diesis doctor</c></summary>
internal static class DoctorCommand
{
    public static Command Create(Workshop workshop)
    {
        var install = new Option<bool>("--install") { Description = "Install what is missing" };
        var command = new Command("doctor",
            "Checks that this machine has what building and running Diesis needs.") { install };
        command.SetAction(async (arguments, cancel) =>
        {
            const Need everything = Need.Build | Need.Image | Need.Run | Need.Debug | Need.Check;
            if (arguments.GetValue(install)) await workshop.Preparation.Ensure(everything, cancel);

            var complaints = await workshop.Tools.Check(everything, cancel);
            await Print(workshop, complaints, cancel);
            if (complaints.Count == 0) return 0;
            var packages = complaints.Select(complaint => complaint.Tool.Package).Distinct();
            workshop.Progress.Fail($"some tools are missing. To install them, type:\n    {Apt.CommandFor(packages)}");
            return 1;
        });
        return command;
    }

    private static async Task Print(Workshop workshop, IReadOnlyList<ToolComplaint> complaints,
        CancellationToken cancel)
    {
        var table = new Table().AddColumns("tool", "for", "package", "needed", "here");
        foreach (var tool in workshop.Tools.All)
        {
            var complaint = complaints.FirstOrDefault(complaint => complaint.Tool == tool);
            var here = complaint is not null ? $"[red]{Markup.Escape(complaint.Text)}[/]"
                : tool.Find() is null ? "[grey]missing, and not needed without a window[/]"
                : $"[green]{(await workshop.Tools.VersionOf(tool, cancel))?.ToString() ?? "there"}[/]";
            _ = table.AddRow(Markup.Escape(tool.Name), tool.Need.ToString().ToLowerInvariant(), tool.Package,
                tool.Oldest?.ToString() ?? "", here);
        }
        _ = table.AddRow(".NET SDK", "build", "dotnet-sdk-10.0", "10.0", $"[green]{Environment.Version}[/]");
        _ = table.AddRow("KVM", "run", "", "", await workshop.Kvm.Works(Architecture.X86_64, cancel)
            ? "[green]works for x86_64[/]" : "[grey]does not work here: guests are emulated[/]");
        AnsiConsoles.Output().Write(table);
    }
}
