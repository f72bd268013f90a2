namespace Diesis.Tools.Building;

/// <summary>
/// A processor architecture, with the names that each tool has for it. What else differs between architectures is
/// decided by comparing with one of these, in the file that the difference belongs to.
/// </summary>
sealed record Architecture
{
    public static readonly Architecture X86_64 = new()
    {
        Name = "x86_64",
        IlcName = "x64",
        IlcBackEnd = "libclrjit_unix_x64_x64.so",
        ClangTarget = "x86_64-unknown-elf",
        LinkerEmulation = "elf_x86_64",
        CoffMachine = "x64",
        ProjectSuffix = "X86_64",
        EfiFileName = "BOOTX64.EFI",
    };

    public static readonly Architecture AArch64 = new()
    {
        Name = "aarch64",
        IlcName = "arm64",
        IlcBackEnd = "libclrjit_universal_arm64_x64.so",
        ClangTarget = "aarch64-unknown-elf",
        LinkerEmulation = "aarch64elf",
        CoffMachine = "arm64",
        ProjectSuffix = "AArch64",
        EfiFileName = "BOOTAA64.EFI",
    };

    public static readonly IReadOnlyList<Architecture> All = [X86_64, AArch64];

    /// <summary>The name of its folders, and on command lines.</summary>
    public required string Name { get; init; }

    /// <summary>What the AOT compiler calls it.</summary>
    public required string IlcName { get; init; }

    /// <summary>The AOT compiler's back end that generates code for it.</summary>
    public required string IlcBackEnd { get; init; }

    public required string ClangTarget { get; init; }

    public required string LinkerEmulation { get; init; }

    /// <summary>What lld-link calls it.</summary>
    public required string CoffMachine { get; init; }

    /// <summary>How project names end.</summary>
    public required string ProjectSuffix { get; init; }

    /// <summary>What a UEFI firmware for it looks for in <c>EFI/BOOT</c> (UEFI 2.10, 3.5.1.1).</summary>
    public required string EfiFileName { get; init; }

    public override string ToString() => Name;
}
