using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Servers.Initfs;

/// <summary>A file that the system was started from, or a folder that its path names.</summary>
public sealed class InitialNode
{
    internal InitialNode(InitialNode? parent, string name, ulong identity)
    {
        Parent = parent;
        Name = name;
        Identity = identity;
    }

    internal InitialNode? Parent { get; }
    internal string Name { get; }
    internal ulong Identity { get; }

    /// <summary>Of a file: the content, from the first byte on.</summary>
    internal Handle<MemoryObject> Memory { get; set; }
    internal ulong Size { get; set; }

    /// <summary>Of a folder, in the order of the archive.</summary>
    internal List<InitialNode> Inside { get; } = [];

    internal bool IsFolder => Memory.IsNone;

    internal InitialNode? Find(ReadOnlySpan<char> name)
    {
        foreach (InitialNode node in Inside)
            if (name.SequenceEqual(node.Name)) return node;
        return null;
    }
}
