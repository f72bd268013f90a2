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

    /// <summary>Part of the names of the files that it alone boots; a comma would end a file's name for QEMU.</summary>
    public string FileName => Machine.Processor == VirtualMachine.MostCapable ? $"{Machine.Processors}"
        : $"{Machine.Processors}-{Machine.Processor.Replace(',', '_')}";

    /// <summary>What tests are told of it, which ask for it by this word: <c>UserTestAttribute.Machine</c>.</summary>
    public string Words => Machine.Memory == TestMachines.Gibibytes ? "gibibytes" : "";

    /// <summary>The same with another number of cores.</summary>
    public TestMachine With(int processors) => this with { Machine = Machine with { Processors = processors } };

    public override string ToString() =>
        $"{Machine.Architecture} {Machine.Firmware.ToString().ToLowerInvariant()} "
        + $"{(Loader is Loader.Limine ? "limine" : Loader)} ×{Machine.Processors}"
        + (Machine.Processor == VirtualMachine.MostCapable ? "" : $" {Machine.Processor}");
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
                .. OldProcessors.Select(processor => Make(architecture, Firmware.Bios, new Loader.Grub(), 1, processor)),
            ]
            :
            [
                Make(architecture, Firmware.Uefi, new Loader.Own(), 4, runsSeparateTests: true),
                Make(architecture, Firmware.Uefi, new Loader.Own(), 1, FirstArm) with { RandomAddress = true },
            ];

    /// <summary>Armv8.0: no PAN, no atomic instructions, no pointer authentication.</summary>
    private const string FirstArm = "cortex-a53";

    /// <summary>
    /// One of before 2010: no XSAVE, no FSGSBASE, no SMAP or SMEP, no process contexts, no deadlines by time stamp. And one in between, whose
    /// vector registers have high halves, stored by plain XSAVE, but that cannot set bases.
    /// </summary>
    private static readonly string[] OldProcessors = ["qemu64", "max,-fsgsbase,-xsaveopt,-smap"];

    /// <summary>Of this a core that has all of it has whole GiB; the tests of pages of that size are run where it is said to.</summary>
    public const string Gibibytes = "5G";
    private const string Enough = "512M";

    public static TestMachine Make(Architecture architecture, Firmware firmware, Loader loader, int processors, string? processor = null,
        bool runsSeparateTests = false) =>
        new(new VirtualMachine
        {
            Architecture = architecture,
            Firmware = firmware,
            Processors = processors,
            Processor = processor ?? VirtualMachine.MostCapable,
            Memory = processors == 1 ? Gibibytes : Enough,
            HasTeachingDevice = true,
        }, loader, runsSeparateTests);
}
