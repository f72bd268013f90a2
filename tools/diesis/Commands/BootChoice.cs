using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Commands;

/// <summary>A firmware and a loader that go together.</summary>
internal sealed record BootChoice(Firmware Firmware, Loader Loader)
{
    /// <summary>Fills in what the user left open, and explains what cannot be.</summary>
    public static BootChoice Resolve(Architecture architecture, Firmware? firmware, Loader? loader)
    {
        if (architecture == Architecture.AArch64 && firmware == Firmware.Bios)
        {
            throw new ToolFailure("a BIOS exists only on PCs: use --firmware uefi on aarch64");
        }
        if (architecture == Architecture.AArch64 && loader is Loader.Grub)
        {
            throw new ToolFailure("GRUB loads Diesis by Multiboot2, which exists only on PCs: "
                + "use --loader diesis or limine:PATH on aarch64");
        }
        if (firmware == Firmware.Bios && loader is Loader.Own)
        {
            throw new ToolFailure("Diesis's own loader is a UEFI program: on a BIOS use --loader grub or limine:PATH");
        }
        return new BootChoice(firmware ?? Firmware.Uefi,
            loader ?? (firmware == Firmware.Bios ? new Loader.Grub() : new Loader.Own()));
    }
}
