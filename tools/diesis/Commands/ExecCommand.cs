using System.CommandLine;
using Diesis.Shell.Sessions;
using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Commands;

/// <summary><c>diesis exec</c></summary>
internal static class ExecCommand
{
    /// <summary>As <c>timeout</c> of the GNU core utilities says it.</summary>
    private const int TimedOut = 124;

    public static Command Create(Workshop workshop)
    {
        var architecture = MachineOptions.Arch();
        var processors = MachineOptions.Processors();
        var memory = MachineOptions.Memory();
        var disks = MachineOptions.Disks();
        var share = MachineOptions.Share();
        var timeout = new Option<int>("--timeout")
        {
            Description = "Seconds after which the machine is ended, with status 124",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 300,
        };
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--timeout takes at least one second");
        });
        var lines = new Argument<string[]>("line")
        {
            Description = "What the shell is to run, one after the other",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("exec", "Boots without a screen, runs lines in the shell, prints what they print and nothing else, and ends with the status of the last one.")
        {
            architecture, processors, memory, disks, share, timeout, lines,
        };
        command.SetAction(async (arguments, cancel) =>
        {
            var words = KernelCommandLine.Join([arguments.GetValue(share) is null ? "" : KernelCommandLine.MountShare, .. arguments.GetValue(lines)!.Select(EncodedLine.Encode)]);
            if (words.Length > KernelCommandLine.MostBytes)
                throw new ToolFailure($"the lines are too long: {words.Length} bytes as they are handed over, of which {KernelCommandLine.MostBytes} fit");
            var log = new GuestLog(Path.Combine(workshop.Repository.BuiltFolder("exec"), $"{Environment.ProcessId}.log"));
            var machine = new VirtualMachine
            {
                Architecture = arguments.GetValue(architecture)!,
                Firmware = FastestFor(arguments.GetValue(architecture)!),
                Processors = arguments.GetValue(processors),
                Memory = arguments.GetValue(memory)!,
                Disks = [.. arguments.GetValue(disks)!.Select(Path.GetFullPath)],
                HasEntropyDevice = true,
                Share = arguments.GetValue(share) is { } folder ? Path.GetFullPath(folder) : null,
                Console = "stdio",
            };
            var choice = BootChoice.Resolve(machine.Architecture, machine.Firmware, null);
            await workshop.Preparation.Ensure(Need.Build | Need.Image | Need.Run, cancel);
            machine = machine with { UsesKvm = await workshop.Kvm.Works(machine.Architecture, cancel) };
            var medium = await workshop.Progress.Show(async () =>
            {
                var content = await workshop.BuildSystem(machine.Architecture, Flavour.Release, Systems.Usual, cancel);
                return await workshop.BootMedia.Make(content, choice.Loader, choice.Firmware, words, $"-exec-{Environment.ProcessId}", cancel);
            });
            try
            {
                return await Run(QemuCommandLine.For(machine, medium, SerialPort.File(log.File)), machine.Architecture, TimeSpan.FromSeconds(arguments.GetValue(timeout)), log, cancel);
            }
            finally
            {
                File.Delete(medium.File);
                File.Delete(log.File);
            }
        });
        return command;
    }

    /// <summary>A PC's BIOS has less to do than its UEFI.</summary>
    private static Firmware FastestFor(Architecture architecture) => architecture == Architecture.X86_64 ? Firmware.Bios : Firmware.Uefi;

    private static async Task<int> Run(HostCommand qemu, Architecture architecture, TimeSpan limit, GuestLog log, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(limit);
        try
        {
            int status = GuestExit.Status(architecture, await qemu.RunWithoutInput(patience.Token));
            // A line that fails says so itself, and so does QEMU.
            if (status != 0 && log.HasKernelFault) log.Complain("the kernel has ended the machine");
            return status;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            log.Complain($"the lines were not done after {limit.TotalSeconds} seconds");
            return TimedOut;
        }
    }
}
