using Diesis.Abi;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel.Capabilities;

/// <summary>
/// An object that the caller of a system call holds, with the rights that the call needs. Only looking a handle up makes one, and it is good
/// until the kernel is left.
/// </summary>
// SAFETY: whoever made it looked the handle up in this same entry.
public readonly unsafe struct Capability(HandleEntry* entry, ObjectHeader* target)
{
    /// <summary>The handle's place in the caller's table.</summary>
    public HandleEntry* Entry { get; } = entry;

    /// <summary>The object: for a leased handle, what the lease stands for.</summary>
    public ObjectHeader* Object { get; } = target;

    public ObjectType Type => Entry->Meaning.Type;
    public Rights Rights => Entry->Meaning.Rights;
    public ulong Badge => Entry->Badge;

    /// <summary>The lease that it is held by, or null.</summary>
    public Lease* Lease => Entry->Meaning.Kind == HandleKind.Leased ? (Lease*)Entry->Object : null;
}

/// <summary>A capability of an object of one type.</summary>
// SAFETY: as above.
public readonly unsafe struct Capability<T>(HandleEntry* entry, T* target) where T : unmanaged, IKernelObject
{
    public HandleEntry* Entry { get; } = entry;

    /// <summary>Null for an optional handle that was none.</summary>
    public T* Object { get; } = target;

    public bool IsNone => Object == null;
    public Rights Rights => Entry->Meaning.Rights;
    public ulong Badge => Entry->Badge;
    public Lease* Lease => Entry->Meaning.Kind == HandleKind.Leased ? (Lease*)Entry->Object : null;
}
