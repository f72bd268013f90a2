using System.Collections.Generic;

namespace Diesis.Servers.Fat;

/// <summary>A file or folder that somebody uses. There is one for each, however many use it.</summary>
public sealed class FatNode
{
    internal FatNode(FatNode? parent, int slot, int slots)
    {
        Parent = parent;
        Slot = slot;
        Slots = slots;
    }

    /// <summary>The folder that it is in; null for the root, and for what was removed.</summary>
    internal FatNode? Parent { get; set; }

    /// <summary>The number of its entry in the folder, and how many slots entry and long name take.</summary>
    internal int Slot { get; set; }
    internal int Slots { get; set; }

    /// <summary>The first cluster; 0 for a file without content.</summary>
    internal uint FirstCluster { get; set; }

    /// <summary>Of a file's content, in bytes.</summary>
    public uint Size { get; internal set; }

    public bool IsFolder { get; internal set; }
    internal FatAttributes Attributes { get; set; }

    /// <summary>No other node of the volume has had the same.</summary>
    public ulong Identity { get; init; }

    /// <summary>How many use it: the volume's users, and nodes in it.</summary>
    internal int Uses { get; set; }

    /// <summary>For what was removed while it was used: the place in the notes that says so; else −1, or <see cref="Gone"/>.</summary>
    internal int Note { get; set; } = -1;

    /// <summary>In place of one in the notes: it was removed, and the volume was closed since. It has no content any more.</summary>
    internal const int Gone = -2;

    public bool IsRemoved => Parent is null && (Note >= 0 || IsGone);
    internal bool IsGone => Note == Gone;

    /// <summary>What is known of the chain so far, from its beginning.</summary>
    internal FatChain Chain { get; } = new();

    /// <summary>Of a folder: the entries by name, once they have been looked for.</summary>
    internal Dictionary<string, FatPlace>? Index { get; set; }

    /// <summary>Of a folder: it has more entries than are kept by name.</summary>
    internal bool IsTooLarge { get; set; }

    /// <summary>Of a folder: the slot from which on free ones are looked for. There may be some before it.</summary>
    internal int FreeFrom { get; set; }
}

/// <summary>Where the entry of a name is in its folder.</summary>
internal readonly record struct FatPlace(int Slot, int Slots);
