using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>Where the pages of a memory object come from.</summary>
public enum Backing : byte
{
    /// <summary>Frames of zeros, each when it is first needed.</summary>
    Zeros,

    /// <summary>A process that is asked for every page that is missing.</summary>
    Pager,

    /// <summary>One run of frames, there from the start.</summary>
    Run,

    /// <summary>A range of physical addresses where no memory is that anybody could allocate.</summary>
    Device,

    /// <summary>All physical addresses, to make <see cref="Device"/> memory of; not to be mapped itself.</summary>
    Addresses,

    /// <summary>Memory of another core: <see cref="MemoryObject.Far"/>. No handle leads to it; the last of its mappings takes it along.</summary>
    Far,
}

/// <summary>What else is to be known of a memory object.</summary>
[System.Flags]
public enum MemoryFlags : byte
{
    None = 0,

    /// <summary>Its pages come in blocks of 1 GiB and 2 MiB where these fit.</summary>
    LargePages = 1 << 0,

    /// <summary>The system call that makes it is not through yet: it cannot be used.</summary>
    Unfinished = 1 << 1,

    /// <summary>It has ended, and other cores were asked to leave it: its end goes on when the last has.</summary>
    AwaitsFar = 1 << 2,
}

/// <summary>Physical memory, as a row of pages.</summary>
/// <remarks>
/// Invariants:
/// <list type="bullet">
/// <item>its budget is charged for every page and every node of its tree, whether it shares them with copies or not: so who has to have a page
/// of its own at last has paid for it, and the frames in use are never more than those paid for;</item>
/// <item>a page that a copy shares is not writable through any mapping.</item>
/// </list>
/// </remarks>
// SAFETY: mappings leave the list before they end; the pager's endpoint is referred to.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct MemoryObject : IKernelObject
{
    /// <summary>How many mappings there can be of one object: who takes a page away has to see to all of them at once.</summary>
    public const uint MostMappings = 1024;

    public static ObjectType Type => ObjectType.MemoryObject;

    public ObjectHeader Header;

    /// <summary>Its size.</summary>
    public ulong Pages;

    /// <summary>The tree of its pages (<see cref="PageTree"/>); of a run or a device, the first frame.</summary>
    public TreeEntry Root;
    public byte Levels;

    public Backing Backing;
    public CachePolicy Cache;
    public MemoryFlags Flags;
    public ushort MappingCount;

    /// <summary>Those of its mappings that stand for one on another core. As long as there are any, no page of it goes or is shared.</summary>
    public ushort FarMappings;

    /// <summary>Pages and nodes that are in the tree.</summary>
    public ulong HeldPages;
    public uint Nodes;

    /// <summary>How often devices may reach it: as long as it is any, a run stays where it is.</summary>
    public uint Pins;

    /// <summary>All mappings of it, linked through <see cref="Mapping.NextOfMemory"/>.</summary>
    public Mapping* Mappings;

    /// <summary>While a copy is made: the first mapping in the list that may still have writable pages.</summary>
    public Mapping* NextToProtect;

    /// <summary>Who is asked for missing pages, and as whom.</summary>
    public Endpoint* Pager;
    public ulong PagerBadge;

    /// <summary>
    /// How far it has come: the pages cleared of a run that is being made or of the block in <see cref="Pending"/>, or those of
    /// <see cref="NextToProtect"/> that are protected. And how far its end has.
    /// </summary>
    public ulong Progress, EndProgress;

    /// <summary>A large page, charged, that is being cleared to become one of the tree; not present when there is none.</summary>
    public TreeEntry Pending;

    public readonly bool HasTree => Backing <= Backing.Pager;

    /// <summary>Of <see cref="Backing.Far"/> memory: what stands for it on the other core, whose memory it shows.</summary>
    public readonly Mapping* Far => (Mapping*)PagerBadge;
}
