using System;
using System.Runtime.CompilerServices;

namespace Diesis.Kernel.Firmware.DeviceTrees;

/// <summary>What a node says about its children.</summary>
internal struct DeviceTreeScope
{
    /// <summary>Where the node begins.</summary>
    public int Node;

    /// <summary>32-bit cells of a child's address and length. Devicetree specification 0.4, 2.3.5.</summary>
    public uint AddressCells, SizeCells;

    /// <summary>The controller that interrupts of this node go to, by its handle; inherited; 0 when none is
    /// named.</summary>
    public uint InterruptParent;

    /// <summary>Children's addresses can be told in the parent's terms.</summary>
    public bool HasRanges;

    /// <summary>This node and all in it are there to be used.</summary>
    public bool IsAvailable;
}

/// <summary>A walk over all nodes of a tree in the order in which they stand, knowing for each what is above
/// it.</summary>
internal ref struct DeviceTreeWalk
{
    /// <summary>The deepest node's scope is filled too, although nothing can be in it.</summary>
    [InlineArray(DeviceTree.MostDepth)]
    private struct Scopes { private DeviceTreeScope _first; }

    private readonly DeviceTree _tree;
    private Scopes _scopes;
    private int _next;

    public DeviceTreeWalk(DeviceTree tree)
    {
        _tree = tree;
        _next = tree.Root;
        Depth = -1;
    }

    /// <summary>How many nodes are above the current one: 0 at the root.</summary>
    public int Depth { get; private set; }

    public readonly int Node => _scopes[Depth].Node;

    public readonly bool IsAvailable => _scopes[Depth].IsAvailable;

    public readonly uint InterruptParent => _scopes[Depth].InterruptParent;

    /// <summary>The node that the current one is in; not for the root.</summary>
    public readonly int Parent => _scopes[Depth - 1].Node;

    [Bounded("each turn is a token further in a tree that was found to end")]
    public bool MoveNext()
    {
        while (true)
        {
            switch (_tree.TokenAt(_next))
            {
                case DeviceTree.BeginNode:
                    Depth++;
                    _scopes[Depth] = Enter(_next);
                    return true;
                case DeviceTree.End:
                    return false;
                case DeviceTree.EndNode:
                    Depth--;
                    goto default;
                default:
                    _next += sizeof(uint);
                    break;
            }
        }
    }

    [Bounded("each turn is a property further")]
    private DeviceTreeScope Enter(int node)
    {
        DeviceTreeScope scope = new() { Node = node, AddressCells = 2, SizeCells = 1, IsAvailable = true };
        if (Depth > 0)
        {
            scope.InterruptParent = _scopes[Depth - 1].InterruptParent;
            scope.IsAvailable = _scopes[Depth - 1].IsAvailable;
        }

        _next = _tree.FirstProperty(node);
        while (_tree.MoveNextProperty(ref _next, out var name, out var value))
        {
            if (name.SequenceEqual("ranges"u8)) scope.HasRanges = true;
            else if (name.SequenceEqual("status"u8)) scope.IsAvailable &= IsOkay(value);
            else if (value.Length != sizeof(uint)) continue;
            else if (name.SequenceEqual("#address-cells"u8)) scope.AddressCells = value.Big32(0);
            else if (name.SequenceEqual("#size-cells"u8)) scope.SizeCells = value.Big32(0);
            else if (name.SequenceEqual("interrupt-parent"u8)) scope.InterruptParent = value.Big32(0);
        }
        return scope;
    }

    private static bool IsOkay(ReadOnlySpan<byte> status)
        => status.SequenceEqual("okay\0"u8) || status.SequenceEqual("ok\0"u8);

    /// <summary>The current node's addresses in its parent's terms: its "reg".</summary>
    public readonly DeviceTreeRegisters Registers()
    {
        if (Depth == 0 || !_tree.TryGet(Node, "reg"u8, out var value)) return default;
        ref readonly var parent = ref _scopes[Depth - 1];
        return new DeviceTreeRegisters(value, parent.AddressCells, parent.SizeCells);
    }

    /// <summary>Where the current node's registers or memory are for the processor.</summary>
    /// <param name="index">Which of them; small.</param>
    public readonly bool TryReadMemory(int index, out ulong start, out ulong length)
    {
        var registers = Registers();
        do
        {
            if (registers.MoveNext()) continue;
            start = length = 0;
            return false;
        }
        while (index-- > 0);
        length = registers.Length;
        return TryTranslate(registers, out start);
    }

    /// <summary>Where an address of the current node is for the processor.</summary>
    public readonly bool TryTranslate(in DeviceTreeRegisters register, out ulong start)
    {
        start = register.Start;
        return TryTranslate(ref start, register.Length) && PhysicalSpace.Holds(start, register.Length);
    }

    /// <summary>Tells an address in the terms of each node above in turn, up to the root's, which are the
    /// processor's.</summary>
    private readonly bool TryTranslate(ref ulong start, ulong length)
    {
        for (int depth = Depth - 1; depth > 0; depth--)
        {
            ref readonly var bus = ref _scopes[depth];
            if (!bus.HasRanges || !_tree.TryGet(bus.Node, "ranges"u8, out var ranges)) return false;
            if (ranges.IsEmpty) continue; // The same addresses inside and outside.
            if (!TryTranslate(ranges, bus, _scopes[depth - 1].AddressCells, ref start, length)) return false;
        }
        return true;
    }

    [Bounded("each turn takes an entry from the list")]
    private static bool TryTranslate(ReadOnlySpan<byte> ranges, in DeviceTreeScope bus, uint outerCells,
        ref ulong start, ulong length)
    {
        if (bus.AddressCells == 0) return false; // Nothing would be taken, and the list would have no end.
        while (DeviceTreeRegisters.TryTakeCells(ref ranges, bus.AddressCells, out ulong inner)
               && DeviceTreeRegisters.TryTakeCells(ref ranges, outerCells, out ulong outer)
               && DeviceTreeRegisters.TryTakeCells(ref ranges, bus.SizeCells, out ulong size))
        {
            if (start < inner || start - inner > size || length > size - (start - inner)) continue;
            ulong offset = start - inner;
            if (outer > ulong.MaxValue - offset) return false;
            start = outer + offset;
            return true;
        }
        return false;
    }
}
