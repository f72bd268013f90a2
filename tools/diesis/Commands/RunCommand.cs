using System.CommandLine;
using System.CommandLine.Parsing;
using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Commands;

/// <summary>Whether the host's processor may run the guest's code itself.</summary>
internal enum Kvm
{
    /// <summary>If it can.</summary>
    Auto,
    Off,
}

/// <summary><c>diesis run</c></summary>
internal static class RunCommand
{
    public static Command Create(Workshop workshop)
    {
        var architecture = MachineOptions.Arch();
        var firmware = MachineOptions.Firmware();
        var loader = MachineOptions.Loader();
        var processors = MachineOptions.Processors();
        var memory = MachineOptions.Memory();
        var disks = MachineOptions.Disks();
        var fresh = new Option<bool>("--fresh") { Description = "Begin with a new disk: what was kept on the one before is gone" };
        var share = MachineOptions.Share();
        var display = new Option<Display>("--display")
        {
            Description = "Where the machine's screen is shown: none, window or vnc",
            HelpName = "none|window|vnc",
        };
        var count = new Option<bool>("--icount")
        {
            Description = "Advance the machine's clock by instructions, so that every run is the same",
        };
        var gdb = new Option<bool>("--gdb") { Description = "Listen for gdb on port 1234" };
        var kvm = new Option<Kvm>("--kvm")
        {
            Description = "Let the host's processor run the code where it can: auto or off",
            HelpName = "auto|off",
        };
        var commandLine = MachineOptions.CommandLine();
        var root = new Option<string?>("--root")
        {
            Description = "The program that is the first process, such as samples/hello: the folder of its project",
            HelpName = "FOLDER",
        };
        var system = new Option<string>("--system")
        {
            Description = $"Which programs there are: one of {string.Join(", ", SystemNames.All)}. Of others than {SystemNames.Usual} the kernel's console is in this terminal",
            HelpName = "NAME",
            DefaultValueFactory = _ => SystemNames.Usual,
        };
        var release = new Option<bool>("--release") { Description = "Without assertions" };
        var extra = new Argument<string[]>("qemu-arguments")
        {
            Description = "Further arguments for QEMU, after --",
            Arity = ArgumentArity.ZeroOrMore,
        };

        var command = new Command("run",
            "Builds the system and boots it in QEMU, with a shell in this terminal (Ctrl-A X leaves QEMU). What is written to /disk is there the next time.")
        {
            architecture, firmware, loader, processors, memory, disks, share, fresh, display, count, gdb, kvm, commandLine, root, system, release, extra,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(fresh) && result.GetValue(disks) is [_, ..]) result.AddError("--fresh is about the disk that is there without --disk");
        });
        command.SetAction(async (arguments, cancel) =>
        {
            var choice = BootChoice.Resolve(arguments.GetValue(architecture)!, arguments.GetValue(firmware),
                arguments.GetValue(loader));
            var machine = new VirtualMachine
            {
                Architecture = arguments.GetValue(architecture)!,
                Firmware = choice.Firmware,
                Processors = arguments.GetValue(processors),
                Memory = arguments.GetValue(memory)!,
                Disks = [.. arguments.GetValue(disks)!.Select(Path.GetFullPath)],
                HasEntropyDevice = true,
                Share = arguments.GetValue(share) is { } shared ? Path.GetFullPath(shared) : null,
                // A PC has a keyboard of its own.
                HasInputDevices = arguments.GetValue(architecture) != Architecture.X86_64,
                Display = arguments.GetValue(display),
                CountsInstructions = arguments.GetValue(count),
                Gdb = arguments.GetValue(gdb) ? "tcp::1234" : null,
                Extra = AfterTheDashes(arguments, extra),
            };
            if (machine.Display == Display.Window && !HasDesktop(Environment.GetEnvironmentVariable))
                throw new ToolFailure("there is no desktop here to open a window on: --display vnc needs none");
            await workshop.Preparation.Ensure(Need.Build | Need.Image | Need.Run
                | (machine.Display == Display.Window ? Need.Window : 0), cancel);
            if (arguments.GetValue(kvm) == Kvm.Auto && !machine.CountsInstructions)
            {
                machine = machine with { UsesKvm = await workshop.Kvm.Works(machine.Architecture, cancel) };
            }
            var medium = await workshop.Progress.Show(async () =>
            {
                var flavour = arguments.GetValue(release) ? Flavour.Release : Flavour.Debug;
                var content = arguments.GetValue(root) is { } folder
                    ? await workshop.BuildSystem(machine.Architecture, flavour, UserProgram.In(workshop.Repository, folder), cancel)
                    : await workshop.BuildSystem(machine.Architecture, flavour, SystemNames.Find(arguments.GetValue(system)!), cancel);
                return await workshop.BootMedia.Make(content, choice.Loader, choice.Firmware,
                    KernelCommandLine.Join(machine.Share is null ? "" : KernelCommandLine.MountShare, arguments.GetValue(commandLine)!), "", cancel);
            });
            if (arguments.GetValue(root) is not null || arguments.GetValue(system) != SystemNames.Usual)
                return GuestExit.Status(machine.Architecture, await QemuCommandLine.For(machine, medium, SerialPort.Terminal).RunInTerminal(cancel));
            if (machine.Disks.Count == 0)
            {
                var disk = arguments.GetValue(fresh) ? UserDisk.MakeNew(workshop.Repository, cancel) : UserDisk.Ensure(workshop.Repository, cancel);
                machine = machine with { Disks = [await disk] };
            }
            return await Sit(workshop.Repository, machine with { Console = VirtualMachine.TerminalConsole, CanRestart = true }, medium, cancel);
        });
        return command;
    }

    /// <summary>Runs a machine whose shell is in this terminal. The kernel would write its log among what is typed: that goes to a file.</summary>
    private static async Task<int> Sit(Repository repository, VirtualMachine machine, BootMedium medium, CancellationToken cancel)
    {
        var log = new GuestLog(Path.Combine(repository.BuiltFolder("run"), $"{machine.Architecture}.log"));
        Console.Error.WriteLine($"The kernel's log goes to {repository.Shorten(log.File)}. shutdown() turns the machine off; Ctrl-A X leaves QEMU at once, Ctrl-A H tells its other keys.");
        var status = GuestExit.Status(machine.Architecture, await QemuCommandLine.For(machine, medium, SerialPort.File(log.File)).RunInTerminal(cancel));
        if (status != 0 && log.HasKernelFault) log.Complain("the kernel has ended the machine");
        return status;
    }

    /// <summary>An X server or a Wayland compositor can be reached.</summary>
    internal static bool HasDesktop(Func<string, string?> variable) =>
        !string.IsNullOrEmpty(variable("DISPLAY")) || !string.IsNullOrEmpty(variable("WAYLAND_DISPLAY"));

    /// <summary>Without the dashes, such an argument is most likely a mistyped option.</summary>
    private static string[] AfterTheDashes(ParseResult arguments, Argument<string[]> extra)
    {
        var dashes = arguments.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Count();
        var values = arguments.GetValue(extra) ?? [];
        var after = arguments.Tokens.Count - dashes - 1;
        return values.Length <= Math.Max(after, 0) ? values
            : throw new ToolFailure($"'{values[0]}' is not an option of run; arguments for QEMU come after --");
    }
}
