using System.Runtime.CompilerServices;

namespace Diesis.Machines.AArch64;

/// <summary>
/// Address space identifiers: the TLB keeps what it knows of several address spaces, told apart by an identifier in TTBR0_EL1. Which space
/// has which follows from its root; two that would have the same take turns, with a flush between them. Arm ARM D8.14.
/// </summary>
internal struct A64Translations
{
    /// <summary>TTBR0_EL1 without identifier and flags. Arm ARM D19.2.150.</summary>
    private const ulong RootMask = 0x0000_FFFF_FFFF_F000;

    private const int IdentifierShift = 48;

    /// <summary>As many as are told apart here: processors have 2^8 or 2^16.</summary>
    private const int MostIdentifiers = 1 << 12, FewIdentifiers = 1 << 8;

    [InlineArray(MostIdentifiers)]
    private struct Owners { private ulong _first; }

    /// <summary>Whose translations each identifier stands for: the root of its page tables.</summary>
    private Owners _owners;

    private ulong _identifierMask;

    /// <summary>In use while there is no process; its identifier is 0.</summary>
    private PhysicalAddress _emptyTable;

    /// <summary>Makes this fit for a core, from zeros.</summary>
    public void Prepare(PhysicalAddress emptyTable, A64Features features)
    {
        _emptyTable = emptyTable;
        _identifierMask = (ulong)(features.HasWideIdentifiers ? MostIdentifiers : FewIdentifiers) - 1;
    }

    public void Use(PhysicalAddress root)
    {
        ulong identifier = IdentifierOf(root);
        if (_owners[(int)identifier] != root.Value) Take(identifier, root);
        A64Instructions.WriteTtbr0(root.Value | identifier << IdentifierShift);
    }

    /// <summary>What the TLB knows of a space is not to be used again.</summary>
    public void Forget(PhysicalAddress root)
    {
        ref ulong owner = ref _owners[(int)IdentifierOf(root)];
        if (owner == root.Value) owner = 0;
        if (IsInUse(root)) A64Instructions.WriteTtbr0(_emptyTable.Value);
    }

    public void Flush(PhysicalAddress root)
    {
        ulong identifier = IdentifierOf(root);
        ref ulong owner = ref _owners[(int)identifier];
        if (owner != root.Value) return;
        if (IsInUse(root)) A64Instructions.InvalidateIdentifier(identifier << IdentifierShift);
        else owner = 0;
    }

    public void FlushAll()
    {
        var root = new PhysicalAddress(A64Instructions.ReadTtbr0() & RootMask);
        _owners = default;
        if (root != _emptyTable) Use(root);
    }

    /// <summary>Gives an identifier to another space. Until nothing of the old one is left, no table may be in use under it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Take(ulong identifier, PhysicalAddress root)
    {
        A64Instructions.WriteTtbr0(_emptyTable.Value);
        A64Instructions.InvalidateIdentifier(identifier << IdentifierShift);
        _owners[(int)identifier] = root.Value;
    }

    private static bool IsInUse(PhysicalAddress root) => (A64Instructions.ReadTtbr0() & RootMask) == root.Value;

    private readonly ulong IdentifierOf(PhysicalAddress root)
    {
        ulong identifier = root.Value >> Page.Shift & _identifierMask;
        return identifier == 0 ? 1 : identifier;
    }
}
