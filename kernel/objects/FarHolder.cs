using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;

namespace Diesis.Kernel.Objects;

/// <summary>
/// Holds a mapping that was made by a handle of another core's table, and what it was cut into since: when the handle goes, that core says so, and this
/// goes with what it holds. It is charged to the space's budget, and ends with its last mapping.
/// </summary>
/// <remarks>A handle knows its mappings on other cores by nothing but a number that no other handle has, and keeps wherever it is moved.</remarks>
// SAFETY: it leaves its core's tree when its last mapping leaves it.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct FarHolder : IKernelObject
{
    /// <summary>No handle leads to one: its number is not of <see cref="ObjectType"/>.</summary>
    public static ObjectType Type => (ObjectType)66;

    /// <summary>The one reference is that of its mappings.</summary>
    public ObjectHeader Header;

    /// <summary>Its place among those of its core; the key is the handle's <see cref="Capabilities.HandleEntry.Token"/>.</summary>
    public TreeNode Node;

    public Mapping* Mappings;

    /// <summary>The handle is gone. Others that it had are found when this has ended.</summary>
    public bool IsReleased;

    /// <summary>The holder whose node this is.</summary>
    public static FarHolder* Of(TreeNode* node) => node == null ? null : (FarHolder*)((byte*)node - sizeof(ObjectHeader));

    /// <summary>The holder that a mapping's link is the first of; null when it is another mapping's.</summary>
    public static FarHolder* Of(Mapping** link)
    {
        var holder = (FarHolder*)((nuint)link & ~(nuint)(ObjectHeader.SlotBytes - 1));
        return holder->Header.Type == Type ? holder : null;
    }
}
