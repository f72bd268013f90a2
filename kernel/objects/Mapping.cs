using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>Who on another core uses pages of memory.</summary>
// SAFETY: nothing is followed here.
public unsafe struct FarUser
{
    /// <summary>The other core's <see cref="Backing.Far"/> memory object; null as long as it has not said.</summary>
    public MemoryObject* View;
    public ulong Generation;

    /// <summary>Whose core that is. The view itself cannot be asked: it may be gone before this core hears of it.</summary>
    public CoreNumber Core;

    /// <summary>It is to leave the memory, and whether it was told so.</summary>
    public bool IsRevoked, WasTold;
}

/// <summary>
/// Pages of a memory object that are to be seen in an address space. It is charged to the space's budget, and belongs to the handle
/// that it was made by, wherever that goes, or to that handle's lease: when this goes, so does the mapping.
/// </summary>
/// <remarks>
/// It keeps no object alive: memory that ends leaves its mappings, and they stay as ranges in which every access faults.
/// What page tables say is only a copy of what follows from here, made when pages are touched.
/// </remarks>
// SAFETY: it leaves the lists of its memory and its holder, and its space's tree, before its slot is given back.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct Mapping : IKernelObject
{
    public const uint MostPages = uint.MaxValue;

    /// <summary>No handle leads to one: its number is not of <see cref="ObjectType"/>.</summary>
    public static ObjectType Type => (ObjectType)64;

    public ObjectHeader Header;

    /// <summary>Its place in <see cref="AddressSpace.Mappings"/>; the key is its first address.</summary>
    public TreeNode Node;

    /// <summary>Null for one that stands for mappings on another core: see <see cref="FarUser"/>.</summary>
    public AddressSpace* Space;

    /// <summary>Null once the memory is gone.</summary>
    public MemoryObject* Memory;
    public Mapping* NextOfMemory, PreviousOfMemory;

    /// <summary>The next one that the same handle or lease made, and the pointer that leads here.</summary>
    public Mapping* NextOfHolder;
    public Mapping** LinkOfHolder;

    public ulong FirstPage;
    public uint Pages;
    public Protection Protection;

    /// <summary>It was made by a handle of another core's table: a <see cref="FarHolder"/> holds it.</summary>
    public bool IsHeldFar;

    /// <summary>What its handle would have allowed, too, of <see cref="UsefulRights"/>.</summary>
    public Rights Allowed;

    public readonly bool IsFar => Space == null;

    /// <summary>Of a far one: in the place of its node, since it is in no tree.</summary>
    [UnscopedRef]
    public ref FarUser User => ref Unsafe.As<TreeNode, FarUser>(ref Node);

    public readonly ulong Start => Node.Key;

    public readonly ulong End
    {
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        get => Node.Key + ((ulong)Pages << Page.Shift);
    }

    /// <summary>The mapping whose node this is.</summary>
    public static Mapping* Of(TreeNode* node) => node == null ? null : (Mapping*)((byte*)node - sizeof(ObjectHeader));

    /// <summary>The rights by which one mapping may do more than another.</summary>
    public const Rights UsefulRights = Rights.Read | Rights.Write | Rights.Execute;

    public readonly bool Allows(Protection protection) => Allows(Allowed, protection);

    /// <summary>The rights to read, write and execute are in the order of the protections that need them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Allows(Rights rights, Protection protection) => ((uint)rights & (uint)Rights.Read << (int)protection) != 0;

    /// <summary>The page of the memory that is seen at an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong PageAt(ulong address) => FirstPage + (address - Start >> Page.Shift);
}
