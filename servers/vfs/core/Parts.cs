using System.Collections.Generic;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Vfs;

/// <summary>A part of the tree that is all there is for who has it.</summary>
/// <param name="Path">Its top, in canonical form.</param>
public sealed record TreePart(string Path, FolderAccess Access)
{
    public static readonly TreePart Whole = new("", FolderAccess.Change);

    public bool IsWhole => this == Whole;
}

/// <summary>
/// The parts that were made, by the badges of the handles to them. The kernel keeps badges: nobody can make one. Those whom the broker connects have others, and the whole tree.
/// </summary>
/// <remarks>
///   63   62   61…16     15…0
///   0    1    handle    part
/// Each handle has a number of its own, so that a server that counts conversations by badges counts each holder alone.
/// </remarks>
public sealed class Parts
{
    public const int Most = 256;

    private const ulong Mark = 1UL << 62;
    private const int HandleShift = 16;
    private const ulong HandleMask = (1UL << 46) - 1;

    private readonly List<TreePart> _parts = [];
    private ulong _lastHandle;

    public IReadOnlyList<TreePart> All => _parts;

    /// <param name="badge">A new one for a handle to that part; 0: there are too many parts.</param>
    public bool TryAdd(TreePart part, out ulong badge)
    {
        badge = 0;
        int number = _parts.IndexOf(part);
        if (number < 0)
        {
            if (_parts.Count == Most) return false;
            number = _parts.Count;
            _parts.Add(part);
        }
        badge = Mark | (++_lastHandle & HandleMask) << HandleShift | (uint)number;
        return true;
    }

    /// <summary>What who has a badge has; null when the part is one of which nothing is known any more.</summary>
    public TreePart? Of(ulong badge)
    {
        if ((badge & Mark) == 0) return TreePart.Whole;
        int number = (ushort)badge;
        return number < _parts.Count ? _parts[number] : null;
    }
}
