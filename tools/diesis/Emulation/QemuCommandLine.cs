using Diesis.Tools.Building;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Emulation;

/// <summary>Where the machine's serial port goes.</summary>
/// <param name="Arguments">In QEMU's words.</param>
internal sealed record SerialPort(IReadOnlyList<string> Arguments)
{
    /// <summary>The terminal, with QEMU's monitor behind Ctrl-A C.</summary>
    public static SerialPort Terminal { get; } = new(["-serial", "mon:stdio"]);

    /// <summary>Standard output and nothing else, for a program to read.</summary>
    public static SerialPort Output { get; } = new(["-serial", "stdio", "-monitor", "none"]);

    /// <summary>A file; the standard streams are something else's.</summary>
    public static SerialPort File(string file) => new(["-serial", $"file:{file}", "-monitor", "none"]);
}

/// <summary>Writes the command line of QEMU for a machine.</summary>
internal static class QemuCommandLine
{
    private const string X64Firmware = "/usr/share/OVMF/OVMF_CODE_4M.fd";
    private const string A64Firmware = "/usr/share/AAVMF/AAVMF_CODE.fd";

    public static HostCommand For(VirtualMachine machine, BootMedium medium, SerialPort serial) => new(
        $"qemu-system-{machine.Architecture}",
        [
            .. Board(machine), .. FirmwareOf(machine), .. Accelerator(machine),
            "-smp", machine.Processors.ToString(), "-m", machine.Memory,
            .. DriveOf(machine, medium), .. ScreenOf(machine),
            .. serial.Arguments,
            "-net", "none", .. machine.CanRestart ? Array.Empty<string>() : ["-no-reboot"], .. TeachingDevice(machine), .. DisksOf(machine), .. EntropyDevice(machine), .. InputDevices(machine), .. ConsoleOf(machine), .. ShareOf(machine), .. Exit(machine), .. Debugger(machine), .. machine.Extra,
        ]);

    private static string[] Board(VirtualMachine machine) =>
        machine.Architecture == Architecture.X86_64 ? ["-machine", "q35"]
        : ["-machine", machine.Processors > 8 ? "virt,gic-version=3" : "virt"]; // GICv2 has eight processor interfaces

    private static string[] FirmwareOf(VirtualMachine machine) =>
        machine.Firmware == Firmware.Bios ? []
        : ["-drive",
            "if=pflash,unit=0,format=raw,readonly=on,file="
            + (machine.Architecture == Architecture.X86_64 ? X64Firmware : A64Firmware)];

    private static string[] Accelerator(VirtualMachine machine) =>
        machine.CountsInstructions ? ["-accel", "tcg", "-cpu", machine.Processor, "-icount", "shift=0,sleep=off"]
        : machine.UsesKvm ? ["-accel", "kvm", "-cpu", "host"]
        : ["-accel", "tcg" + Threads(machine), "-cpu", machine.Processor];

    /// <summary>
    /// Drivers turn ranges of devices on and off. While one core does, QEMU 7.2 with a thread for each core lets accesses of others to devices go astray: it ends by a bad access of its own, or
    /// both cores wait for an interrupt that never comes. With one thread for all cores it does not.
    /// </summary>
    private static string Threads(VirtualMachine machine) =>
        machine.Disks.Count != 0 || machine.Console is not null || machine.Share is not null || machine.HasInputDevices ? ",thread=single" : "";

    private static string[] DriveOf(VirtualMachine machine, BootMedium medium)
    {
        if (medium.Kind == MediumKind.Disc) return ["-cdrom", medium.File];
        var drive = $"if=none,id=boot,format=raw,snapshot=on,file={medium.File}";
        return machine.Architecture == Architecture.X86_64
            ? ["-drive", drive, "-device", "ide-hd,drive=boot,bootindex=0"]
            : ["-drive", drive, "-device", "virtio-blk-pci,drive=boot,bootindex=0"];
    }

    private static string[] ScreenOf(VirtualMachine machine)
    {
        string[] card = machine.Architecture == Architecture.X86_64 ? ["-vga", "std"] : ["-device", "ramfb"];
        return machine.Display switch
        {
            Display.Window => [.. card, "-display", "gtk"],
            Display.Vnc => [.. card, "-vnc", "localhost:0,to=99"],
            _ => [.. card, "-display", "none"],
        };
    }

    /// <summary>How a guest ends the emulation with a status: see <see cref="GuestExit"/>.</summary>
    private static string[] Exit(VirtualMachine machine) =>
        machine.Architecture == Architecture.X86_64
            ? ["-device", "isa-debug-exit,iobase=0xf4,iosize=0x04"]
            : ["-semihosting-config", "enable=on,target=native"];

    /// <summary>By itself it reaches the first 256 MiB only, where an Arm machine has no memory.</summary>
    private static string[] TeachingDevice(VirtualMachine machine) =>
        machine.HasTeachingDevice ? ["-device", "edu,dma_mask=0xffffffffffffffff"] : [];

    /// <summary>Each behind a port of its own, as devices of PCI Express are: only there QEMU lets one begin anew by itself.</summary>
    private static IEnumerable<string> DisksOf(VirtualMachine machine) => machine.Disks.SelectMany((file, number) => (string[])
    [
        "-drive", $"if=none,id=disk{number},format=raw,file={Value(file)}",
        "-device", $"pcie-root-port,id=port{number},chassis={number + 1}",
        "-device", $"virtio-blk-pci,drive=disk{number},bus=port{number},disable-legacy=on,serial=disk{number}",
    ]);

    /// <summary>QEMU ends a value at a comma unless there are two.</summary>
    private static string Value(string text) => text.Replace(",", ",,");

    private static string[] EntropyDevice(VirtualMachine machine) => machine.HasEntropyDevice
        ? ["-device", "pcie-root-port,id=entropy-port,chassis=100", "-device", "virtio-rng-pci,bus=entropy-port,disable-legacy=on"] : [];

    private static string[] InputDevices(VirtualMachine machine) => machine.HasInputDevices
        ?
        [
            "-device", "pcie-root-port,id=keyboard-port,chassis=102", "-device", "virtio-keyboard-pci,bus=keyboard-port",
            "-device", "pcie-root-port,id=tablet-port,chassis=103", "-device", "virtio-tablet-pci,bus=tablet-port",
        ]
        : [];

    private static string[] ConsoleOf(VirtualMachine machine) => machine.Console is { } place
        ?
        [
            "-chardev", $"{place},id=console",
            "-device", "pcie-root-port,id=console-port,chassis=101", "-device", "virtio-serial-pci,bus=console-port,disable-legacy=on", "-device", "virtconsole,chardev=console",
            .. place == VirtualMachine.TerminalConsole ? ["-mon", "chardev=console,mode=readline"] : Array.Empty<string>(),
        ]
        : [];

    /// <summary>What lies on several file systems of the host has numbers of its own for each: so files are told apart.</summary>
    private static string[] ShareOf(VirtualMachine machine) => machine.Share is { } folder
        ?
        [
            "-fsdev", $"local,id=share,path={Value(folder)},security_model=none,readonly=on,multidevs=remap",
            "-device", "pcie-root-port,id=share-port,chassis=102", "-device", $"virtio-9p-pci,bus=share-port,disable-legacy=on,fsdev=share,mount_tag={KernelCommandLine.ShareTag}",
        ]
        : [];

    private static string[] Debugger(VirtualMachine machine) =>
    [
        .. machine.Gdb is { } address ? ["-gdb", address] : Array.Empty<string>(),
        .. machine.StartsStopped ? ["-S"] : Array.Empty<string>(),
    ];
}
