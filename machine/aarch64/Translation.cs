using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Machines.AArch64;

/// <summary>
/// The registers that make up the kernel's regime of addresses. CoreStart.S reads them by their offsets.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct A64Translation
{
    /// <summary>TTBR1_EL1.</summary>
    private ulong _table;

    /// <summary>MAIR_EL1.</summary>
    private ulong _attributes;

    /// <summary>TCR_EL1.</summary>
    private ulong _control;

    /// <summary>SCTLR_EL1.</summary>
    private ulong _system;

    /// <summary>VBAR_EL1 for the moment at which translation begins.</summary>
    private ulong _vectors;

    /// <summary>TTBR0_EL1.</summary>
    private ulong _userTable;

    [RuntimeImport("*", "A64TransitionVectors"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void TransitionVectors();

    /// <summary>User mode's half is empty: no process runs yet, and a null pointer faults.</summary>
    public static A64Translation ForKernel(PhysicalAddress root, A64Features features) => new()
    {
        _table = root.Value,
        _attributes = A64PageTableFormat.MemoryAttributes,
        _control = A64Tcr.FourLevels | A64Tcr.CachedWalks | A64Tcr.UpperGranule4K
            | features.PhysicalSize << A64Tcr.PhysicalSizeShift
            | (features.HasWideIdentifiers ? A64Tcr.WideIdentifiers : 0),
        _system = A64Sctlr.Mmu | A64Sctlr.DataCache | A64Sctlr.InstructionCache
            | A64Sctlr.StackAlignment | A64Sctlr.UserStackAlignment | A64Sctlr.WriteNeverExecute
            | A64Sctlr.UserCacheInstructions | A64Sctlr.UserWaits
            | A64Sctlr.SetendOff | A64Sctlr.ExitSynchronizes | A64Sctlr.EntrySynchronizes | A64Sctlr.NoContextTrap
            | A64Sctlr.AncientLoads | (features.HasUserAccessProtection ? 0 : A64Sctlr.KeepUserAccess),
        _vectors = (ulong)(delegate*<void>)&TransitionVectors,
        _userTable = A64Physical.AddressOf(A64Physical.EmptyTable).Value,
    };
}
