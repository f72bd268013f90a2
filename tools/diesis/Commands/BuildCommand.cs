using System.CommandLine;
using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Commands;

/// <summary><c>diesis build</c></summary>
internal static class BuildCommand
{
    public static Command Create(Workshop workshop)
    {
        var architecture = MachineOptions.OneOrAllArchitectures();
        var flavour = new Option<Flavour>("--flavour")
        {
            Description = "What the kernel is built for: debug, release, test, bench or behaviour",
            HelpName = "NAME",
        };
        var command = new Command("build", "Builds the kernel. Does only what changes make necessary.") 
        {
            architecture, flavour,
        };
        command.SetAction(async (arguments, cancel) =>
        {
            await workshop.Preparation.Ensure(Need.Build, cancel);
            await workshop.Progress.Show(async () =>
            {
                var builds = MachineOptions.Selected(arguments.GetValue(architecture)!)
                    .Select(one => workshop.KernelBuild.Build(one, arguments.GetValue(flavour), cancel));
                foreach (var image in await Task.WhenAll(builds))
                {
                    var bytes = new FileInfo(image.Image).Length;
                    workshop.Progress.Note($"{workshop.Repository.Shorten(image.Image)}: {bytes:N0} bytes");
                }
                return true;
            });
            return 0;
        });
        return command;
    }
}
