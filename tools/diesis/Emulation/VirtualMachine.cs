using Diesis.Tools.Building;

namespace Diesis.Tools.Emulation;

/// <summary>What a machine's firmware is.</summary>
internal enum Firmware
{
    Uefi,
    Bios,
}

/// <summary>Where a machine's screen is shown.</summary>
internal enum Display
{
    None,
    Window,
    Vnc,
}

/// <summary>A virtual machine as the user wishes it. What it boots is not part of it.</summary>
internal sealed record VirtualMachine
{
    public required Architecture Architecture { get; init; }
    public Firmware Firmware { get; init; } = Firmware.Uefi;
    public int Processors { get; init; } = 2;

    /// <summary>What they are, in QEMU's words, where QEMU emulates them: all that it can.</summary>
    public string Processor { get; init; } = MostCapable;

    public const string MostCapable = "max";

    /// <summary>As QEMU writes it: a number with the unit M or G.</summary>
    public string Memory { get; init; } = "512M";

    public Display Display { get; init; } = Display.None;

    /// <summary>The host's processor runs the guest's code itself.</summary>
    public bool UsesKvm { get; init; }

    /// <summary>One nanosecond of the guest's time per instruction: every run is the same, and slow.</summary>
    public bool CountsInstructions { get; init; }

    /// <summary>Where to listen for gdb, in QEMU's words; null for nowhere.</summary>
    public string? Gdb { get; init; }

    /// <summary>Waits for gdb before the first instruction.</summary>
    public bool StartsStopped { get; init; }

    /// <summary>It has a PCI device that does what tests of drivers tell it: interrupt, by wire or message, and copy memory.</summary>
    public bool HasTeachingDevice { get; init; }

    /// <summary>Images that it has as disks (virtio, named <c>disk0</c> and so on), besides what it boots from. What the guest writes is written to them.</summary>
    public IReadOnlyList<string> Disks { get; init; } = [];

    /// <summary>It has a PCI device that gives random bits of the host's (virtio).</summary>
    public bool HasEntropyDevice { get; init; }

    /// <summary>It has a keyboard and a tablet on PCI (virtio), besides what it has by itself.</summary>
    public bool HasInputDevices { get; init; }

    /// <summary>Where the serial line goes that programs of the guest may use (virtio), in QEMU's words for a character device; null for none.</summary>
    public string? Console { get; init; }

    /// <summary>This terminal, all keys of which go to the guest, but for Ctrl-A: behind that are QEMU's own, and its monitor (C).</summary>
    public const string TerminalConsole = "stdio,mux=on,signal=off";

    /// <summary>A folder of the host that the guest may read (9P over virtio); null for none.</summary>
    public string? Share { get; init; }

    /// <summary>When it is reset it begins anew; else that ends it.</summary>
    public bool CanRestart { get; init; }

    /// <summary>Further arguments for QEMU.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];
}
