namespace Diesis.Tools.Building;

/// <summary>
/// A processor architecture, with the names that each tool has for it. What else differs between architectures is
/// decided by comparing with one of these, in the file that the difference belongs to.
/// </summary>
internal sealed record Architecture
{
    public static readonly Architecture X86_64 = new()
    {
        Name = "x86_64",
        IlcName = "x64",
        LinkerEmulation = "elf_x86_64",
        ObjectFormat = "elf64-x86-64",
        CoffMachine = "x64",
        EfiFileName = "BOOTX64.EFI",
    };

    public static readonly Architecture AArch64 = new()
    {
        Name = "aarch64",
        IlcName = "arm64",
        LinkerEmulation = "aarch64elf",
        ObjectFormat = "elf64-littleaarch64",
        CoffMachine = "arm64",
        EfiFileName = "BOOTAA64.EFI",
    };

    public static readonly IReadOnlyList<Architecture> All = [X86_64, AArch64];

    /// <summary>The name of its folders, and on command lines.</summary>
    public required string Name { get; init; }

    /// <summary>What the AOT compiler calls it.</summary>
    public required string IlcName { get; init; }

    public required string LinkerEmulation { get; init; }

    /// <summary>What llvm-objcopy calls its object files.</summary>
    public required string ObjectFormat { get; init; }

    /// <summary>What lld-link calls it.</summary>
    public required string CoffMachine { get; init; }

    /// <summary>What a UEFI firmware for it looks for in <c>EFI/BOOT</c> (UEFI 2.10, 3.5.1.1).</summary>
    public required string EfiFileName { get; init; }

    public override string ToString() => Name;
}
