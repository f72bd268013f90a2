using System.Collections.Generic;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Tmpfs;

/// <summary>A file or folder that is kept in memory.</summary>
public sealed class MemoryNode
{
    internal MemoryNode(FileKind kind, ulong identity)
    {
        Kind = kind;
        Identity = identity;
        if (kind == FileKind.Folder) Names = [];
        else Content = new();
    }

    public FileKind Kind { get; }
    internal ulong Identity { get; }

    /// <summary>The folder that it is in; null for the root, and for what was removed.</summary>
    internal MemoryNode? Parent { get; set; }

    internal string Name { get; set; } = "";

    /// <summary>Its place in the list of the folder, which has things in the order in which they came there.</summary>
    internal ulong Place { get; set; }

    internal FileAttributes Attributes { get; set; }
    internal long ModifiedTicks { get; set; }
    internal long CreatedTicks { get; set; }
    internal long AccessedTicks { get; set; }

    /// <summary>Who uses it, besides the folder that it is in.</summary>
    internal int Uses { get; set; }

    /// <summary>Of a file.</summary>
    internal MemoryContent? Content { get; }

    /// <summary>Of a folder: what is in it by name, and in the order in which it came.</summary>
    internal Dictionary<string, MemoryNode>? Names { get; }
    internal List<MemoryNode> InOrder { get; } = [];
    internal ulong NextPlace { get; set; }

    internal bool IsFolder => Kind == FileKind.Folder;

    /// <summary>Where in <see cref="InOrder"/> the first is that has this place or one behind it.</summary>
    internal int IndexOf(ulong place)
    {
        int from = 0, to = InOrder.Count;
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (InOrder[middle].Place < place) from = middle + 1;
            else to = middle;
        }
        return from;
    }
}
