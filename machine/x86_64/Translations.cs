using System.Runtime.CompilerServices;

namespace Diesis.Machines.X86_64;

/// <summary>
/// Process-context identifiers: the TLB keeps what it knows of several address spaces, told apart by 12 bits in CR3. Which space has which
/// identifier follows from its root; two that would have the same take turns, with a flush between them. Intel SDM 3A, 5.10.1.
/// </summary>
internal struct X64Translations
{
    /// <summary>CR3 without identifier and flags.</summary>
    public const ulong RootMask = 0x000F_FFFF_FFFF_F000;

    private const int Identifiers = 1 << 12;

    /// <summary>Bit 63 of what is written to CR3: keep what the TLB knows under the identifier. SDM 3A, 5.10.4.1.</summary>
    private const ulong KeepTranslations = 1UL << 63;

    [InlineArray(Identifiers)]
    private struct Owners { private ulong _first; }

    private Owners _owners;

    /// <summary>What to write to CR3 to use a space, where there are identifiers.</summary>
    public ulong Use(PhysicalAddress root)
    {
        ulong identifier = IdentifierOf(root);
        ref ulong owner = ref _owners[(int)identifier];
        if (owner == root.Value) return root.Value | identifier | KeepTranslations;
        owner = root.Value;
        return root.Value | identifier;
    }

    /// <summary>What the TLB knows of a space is not to be used again.</summary>
    public void Forget(PhysicalAddress root)
    {
        ref ulong owner = ref _owners[(int)IdentifierOf(root)];
        if (owner == root.Value) owner = 0;
    }

    public void ForgetAll() => _owners = default;

    private static ulong IdentifierOf(PhysicalAddress root) => root.Value >> 12 & Identifiers - 1;
}
