using System;

namespace Diesis.Kernel.Firmware.DeviceTrees;

/// <summary>Nodes that others refer to, found before the tree is read: a tree is in no order.</summary>
internal readonly struct DeviceTreeLandmarks
{
    private const int None = -1;

    /// <summary>The interrupt controller's node, or −1.</summary>
    public int Gic { get; private init; }

    /// <summary>2 or 3; the fourth version says that it is compatible with the third.</summary>
    public byte GicVersion { get; private init; }

    /// <summary>The node that "stdout-path" leads to, or −1.</summary>
    public int Console { get; private init; }

    private uint GicHandle { get; init; }
    private uint GicInterruptCells { get; init; }

    public static DeviceTreeLandmarks Find(DeviceTree tree)
    {
        int gic = None, chosen = None, aliases = None;
        byte version = 0;
        var walk = new DeviceTreeWalk(tree);
        while (walk.MoveNext())
        {
            if (walk.Depth == 1 && tree.NameOf(walk.Node).SequenceEqual("chosen"u8)) chosen = walk.Node;
            if (walk.Depth == 1 && tree.NameOf(walk.Node).SequenceEqual("aliases"u8)) aliases = walk.Node;
            if (gic != None || !walk.IsAvailable) continue;
            version = VersionOfGic(tree.KindsOf(walk.Node));
            if (version != 0) gic = walk.Node;
        }

        return new DeviceTreeLandmarks
        {
            Gic = gic,
            GicVersion = version,
            GicHandle = gic == None ? 0 : tree.Cell(gic, "phandle"u8, 0),
            GicInterruptCells = gic == None ? 0 : tree.Cell(gic, "#interrupt-cells"u8, 0),
            Console = chosen == None ? None : FindConsole(tree, tree.Text(chosen, "stdout-path"u8), aliases),
        };
    }

    private static byte VersionOfGic(DeviceTreeKinds kinds)
        => kinds.Contain("arm,gic-v3"u8) ? (byte)3
            : kinds.Contain("arm,gic-400"u8) || kinds.Contain("arm,cortex-a15-gic"u8)
              || kinds.Contain("arm,cortex-a7-gic"u8) ? (byte)2
            : (byte)0;

    public bool IsGic(uint handle) => handle != 0 && handle == GicHandle;

    /// <summary>One of a node's interrupts, if it goes to the GIC: kind, number and flags.</summary>
    /// <remarks>Kind 0 is shared, 1 private; the flags' low four bits are rising, falling, high, low.</remarks>
    public InterruptLine Interrupt(DeviceTree tree, int node, int index)
    {
        if (GicInterruptCells is not (3 or 4) || !tree.TryGet(node, "interrupts"u8, out var value)) return default;
        int length = (int)GicInterruptCells * sizeof(uint);
        if (value.Length < (index + 1) * length) return default;

        var cells = value.Slice(index * length, length);
        uint kind = cells.Big32(0), number = cells.Big32(4), flags = cells.Big32(8) & 0xf;
        uint first = kind == 0 ? GicFacts.FirstShared : GicFacts.FirstPrivate;
        uint end = kind == 0 ? GicFacts.End : GicFacts.FirstShared;
        if (kind > 1 || number >= end - first) return default;
        return new InterruptLine
        {
            Number = first + number,
            Trigger = (flags & 3) != 0 ? InterruptTrigger.Edge : InterruptTrigger.Level,
            Polarity = (flags & 0xa) != 0 ? InterruptPolarity.ActiveLow : InterruptPolarity.ActiveHigh,
            IsPresent = true,
        };
    }

    /// <summary>A path, or an alias for one, and after a colon options of the line, which are not needed
    /// here.</summary>
    private static int FindConsole(DeviceTree tree, ReadOnlySpan<byte> text, int aliases)
    {
        int colon = text.IndexOf((byte)':');
        if (colon >= 0) text = text.Slice(0, colon);
        if (text.IsEmpty) return None;
        if (text[0] == '/') return FindNode(tree, text);
        if (aliases == None) return None;
        text = tree.Text(aliases, text);
        return !text.IsEmpty && text[0] == '/' ? FindNode(tree, text) : None;
    }

    /// <summary>Each part of a path is a node's name, whose unit address ("@9000000") may be left out.</summary>
    private static int FindNode(DeviceTree tree, ReadOnlySpan<byte> path)
    {
        int found = 0; // How many parts of the path lead to where the walk is.
        var part = TakePart(ref path);
        var walk = new DeviceTreeWalk(tree);
        while (!part.IsEmpty && walk.MoveNext())
        {
            if (walk.Depth == 0) continue;
            if (walk.Depth <= found) return None; // The walk has left the last node that the path led to.
            if (walk.Depth > found + 1 || !IsNamed(tree.NameOf(walk.Node), part)) continue;
            found++;
            part = TakePart(ref path);
            if (part.IsEmpty) return walk.Node;
        }
        return None;
    }

    private static ReadOnlySpan<byte> TakePart(ref ReadOnlySpan<byte> path)
    {
        while (!path.IsEmpty && path[0] == '/') path = path.Slice(1);
        int length = path.IndexOf((byte)'/');
        if (length < 0) length = path.Length;
        var part = path.Slice(0, length);
        path = path.Slice(length);
        return part;
    }

    private static bool IsNamed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> part)
    {
        if (name.SequenceEqual(part)) return true;
        int at = name.IndexOf((byte)'@');
        return at >= 0 && part.IndexOf((byte)'@') < 0 && name.Slice(0, at).SequenceEqual(part);
    }
}
