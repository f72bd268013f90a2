using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Images;

namespace Diesis.Tools.Testing;

/// <summary>A machine to run tests on, and how it is booted.</summary>
/// <param name="RunsSeparateTests">Whether tests that need a machine to themselves are run here, too, and those of the
/// core library's behaviour. Once is enough for them.</param>
internal sealed record TestMachine(VirtualMachine Machine, Loader Loader, bool RunsSeparateTests)
{
    /// <summary>
    /// Has the kernel placed at random. Elsewhere it is placed where it was linked, for the stacks of a hang.
    /// </summary>
    public bool RandomAddress { get; init; }

    public override string ToString() =>
        $"{Machine.Architecture} {Machine.Firmware.ToString().ToLowerInvariant()} "
        + $"{(Loader is Loader.Limine ? "limine" : Loader)} ×{Machine.Processors}";
}

/// <summary>The machines that the tests inside the kernel run on: every way in, and from one core to many.</summary>
internal static class TestMachines
{
    public static IEnumerable<TestMachine> For(Architecture architecture) =>
        architecture == Architecture.X86_64
            ?
            [
                Make(architecture, Firmware.Bios, new Loader.Grub(), 4, runsSeparateTests: true),
                Make(architecture, Firmware.Uefi, new Loader.Own(), 4) with { RandomAddress = true },
                Make(architecture, Firmware.Uefi, new Loader.Grub(), 2),
                Make(architecture, Firmware.Bios, new Loader.Grub(), 1) with { RandomAddress = true },
                Make(architecture, Firmware.Bios, new Loader.Grub(), 8),
            ]
            :
            [
                Make(architecture, Firmware.Uefi, new Loader.Own(), 4, runsSeparateTests: true),
                Make(architecture, Firmware.Uefi, new Loader.Own(), 1) with { RandomAddress = true },
            ];

    public static TestMachine Make(Architecture architecture, Firmware firmware, Loader loader, int processors,
        bool runsSeparateTests = false) =>
        new(new VirtualMachine { Architecture = architecture, Firmware = firmware, Processors = processors, HasTeachingDevice = true }, loader,
            runsSeparateTests);
}
