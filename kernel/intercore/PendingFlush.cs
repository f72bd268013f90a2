using System;
using Diesis.Machines;

namespace Diesis.Kernel.Intercore;

/// <summary>
/// Translations that one other core is to forget: what came together while it could not be told, and how far it is. Flushes have numbers, in
/// the order in which they are asked for.
/// </summary>
public struct PendingFlush
{
    /// <summary>So many pages are flushed one by one; more, by forgetting the whole space.</summary>
    public const ulong MostPages = 32;

    private PhysicalAddress _root;
    private ulong _start, _pages;

    /// <summary>The last flush that is due, that was sent, and that is done.</summary>
    public ulong Due { get; private set; }
    public ulong Sent { get; private set; }
    public ulong Done { get; private set; }

    public readonly bool IsDue => Due != Sent;
    public readonly bool IsUnderWay => Sent != Done;
    public readonly bool IsOpen => Due != Done;

    /// <summary>Adds pages of a space. Of one space, what lies between them is forgotten along with them; of several, everything.</summary>
    public void Add(ulong number, PhysicalAddress root, VirtualAddress start, ulong pages)
    {
        if (!IsDue)
        {
            (_root, _start, _pages) = (root, start.Value, pages);
        }
        else if (_root.Value != root.Value)
        {
            _root = default;
        }
        else
        {
            ulong end = Math.Max(_start + (_pages << Page.Shift), start.Value + (pages << Page.Shift));
            _start = Math.Min(_start, start.Value);
            _pages = end - _start >> Page.Shift;
        }
        Due = number;
    }

    /// <summary>What to send now.</summary>
    public RemoteFlush Take()
    {
        Sent = Due;
        return new RemoteFlush(_root, new VirtualAddress(_start), _pages, Due);
    }

    public void Finish(ulong number) => Done = number;
}
