using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel.Capabilities;

/// <summary>
/// A capability of an object that may live on another core than the one on which the call is made. Then it is pinned there: what
/// <see cref="Pinned"/> names holds it, until its core is told that it need not.
/// </summary>
// SAFETY: as for others; an object of another core is only read.
public readonly unsafe struct FarCapability<T>(HandleEntry* entry, T* target, ObjectHeader* pinned) where T : unmanaged, IKernelObject
{
    public HandleEntry* Entry { get; } = entry;

    /// <summary>Null for an optional handle that was none.</summary>
    public T* Object { get; } = target;

    /// <summary>Null when the object lives here.</summary>
    public ObjectHeader* Pinned { get; } = pinned;

    public bool IsFar => Pinned != null;
    public Rights Rights => Entry->Meaning.Rights;
    public ulong Badge => Entry->Badge;

    /// <summary>The lease that it is held by, if that is here, or null.</summary>
    public Lease* Lease => !IsFar && Entry->Meaning.Kind == HandleKind.Leased ? (Lease*)Entry->Object : null;
}
