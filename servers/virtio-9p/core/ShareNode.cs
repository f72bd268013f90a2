using System.Collections.Generic;
using Diesis.Contracts.Files;
using Diesis.Virtio9p.Protocol;

namespace Diesis.Virtio9p;

/// <summary>A file or folder of the host that somebody uses.</summary>
internal sealed class ShareNode
{
    internal ShareNode(uint number, FileIdentity identity)
    {
        Number = number;
        Identity = identity;
    }

    /// <summary>What it is called to the host.</summary>
    internal uint Number { get; }

    internal FileIdentity Identity { get; }

    internal int Uses { get; set; } = 1;

    /// <summary>Of a file: it can be read.</summary>
    internal bool IsOpen { get; set; }

    /// <summary>Of a folder: the number by which it is listed, since by one that is open nothing is found in it; 0: none.</summary>
    internal uint ListNumber { get; set; }

    /// <summary>The last that was read of what is in it, and of how much of that more is known than its name.</summary>
    internal List<ListedItem> Listed { get; } = [];

    internal int DescribedCount { get; set; }
}

/// <summary>Something in a folder.</summary>
internal struct ListedItem
{
    /// <summary>Where it stands, and where the next does.</summary>
    public ulong At, Next;

    /// <summary>Null: it cannot be named here, or is not there any more.</summary>
    public string? Name;
    public byte[] HostName;
    public FileFacts Facts;
}
