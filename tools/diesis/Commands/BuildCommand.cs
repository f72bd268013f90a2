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
            Description = "What the kernel is built for: debug, release, test or bench",
            HelpName = "NAME",
        };
        var command = new Command("build", "Builds the kernel and the first program. Does only what changes make necessary.")
        {
            architecture, flavour,
        };
        command.SetAction(async (arguments, cancel) =>
        {
            await workshop.Preparation.Ensure(Need.Build, cancel);
            await workshop.Progress.Show(async () =>
            {
                var wanted = arguments.GetValue(flavour);
                var architectures = MachineOptions.Selected(arguments.GetValue(architecture)!).ToList();
                foreach (var system in await Task.WhenAll(architectures.Select(one => workshop.BuildSystem(one, wanted, cancel))))
                {
                    Note(system.Kernel.Image);
                    if (system.Root is { } root) Note(root.Image);
                }
                if (wanted != Flavour.Test) return true;
                foreach (var tests in await Task.WhenAll(architectures.Select(one =>
                    workshop.UserProgramBuild.Build(UserProgram.Tests, one, wanted, cancel)))) Note(tests.Image);
                return true;
            });
            return 0;
        });
        return command;

        void Note(string image) =>
            workshop.Progress.Note($"{workshop.Repository.Shorten(image)}: {new FileInfo(image).Length:N0} bytes");
    }
}
