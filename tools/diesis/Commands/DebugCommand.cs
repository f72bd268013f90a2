using System.CommandLine;
using Diesis.Tools.Building;
using Diesis.Tools.Debugging;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Commands;

/// <summary><c>diesis debug</c></summary>
internal static class DebugCommand
{
    public static Command Create(Workshop workshop)
    {
        var architecture = MachineOptions.Arch();
        var firmware = MachineOptions.Firmware();
        var loader = MachineOptions.Loader();
        var processors = MachineOptions.Processors();
        var memory = MachineOptions.Memory();
        var commandLine = MachineOptions.CommandLine();
        var flavour = new Option<Flavour>("--flavour")
        {
            Description = "Which kernel: debug, release, test or bench",
            HelpName = "NAME",
        };
        var batch = new Option<string[]>("--batch")
        {
            Description = "Run this command of gdb instead of asking for commands; may be repeated",
            HelpName = "COMMAND",
            AllowMultipleArgumentsPerToken = true,
        };

        var command = new Command("debug",
            "Boots the kernel in QEMU, stopped at its first instruction, and opens gdb on it at C# source lines. "
            + "The machine's console goes to .build/debug/console.")
        {
            architecture, firmware, loader, processors, memory, commandLine, flavour, batch,
        };
        command.SetAction(async (arguments, cancel) =>
        {
            await workshop.Preparation.Ensure(Need.Build | Need.Image | Need.Run | Need.Debug, cancel);
            var choice = BootChoice.Resolve(arguments.GetValue(architecture)!, arguments.GetValue(firmware),
                arguments.GetValue(loader));
            using var socket = new DebuggerSocket();
            var machine = new VirtualMachine
            {
                Architecture = arguments.GetValue(architecture)!,
                Firmware = choice.Firmware,
                Processors = arguments.GetValue(processors),
                Memory = arguments.GetValue(memory)!,
                Gdb = socket.ForQemu,
                StartsStopped = true,
            };
            var (kernel, medium) = await workshop.Progress.Show(async () =>
            {
                var content = await workshop.BuildSystem(machine.Architecture, arguments.GetValue(flavour), cancel);
                var line = KernelCommandLine.Join(arguments.GetValue(commandLine)!, KernelCommandLine.NoRandomAddress);
                return (content.Kernel,
                    await workshop.BootMedia.Make(content, choice.Loader, choice.Firmware, line, "-debug", cancel));
            });
            var session = new DebugSession(workshop.Repository, kernel,
                QemuCommandLine.For(machine, medium, SerialPort.Output), socket);
            return await session.Run(arguments.GetValue(batch) ?? [], cancel);
        });
        return command;
    }
}
