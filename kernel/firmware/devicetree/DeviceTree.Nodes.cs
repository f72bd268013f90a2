using System;

namespace Diesis.Kernel.Firmware.DeviceTrees;

internal readonly ref partial struct DeviceTree
{
    /// <summary>The name of the node that begins at <paramref name="node"/>, with its unit address: "cpu@1".</summary>
    public ReadOnlySpan<byte> NameOf(int node) => TextAt(_structure, node + TokenLength);

    public int FirstProperty(int node) => AlignUp(node + TokenLength + NameOf(node).Length + 1);

    /// <summary>Steps over one property of a node.</summary>
    /// <param name="at">From <see cref="FirstProperty"/>, or where the last step left it.</param>
    /// <returns>False when the node has no more: <paramref name="at"/> is then where its children begin or it
    /// ends.</returns>
    [Bounded("the tree was found to end with another token")]
    public bool MoveNextProperty(scoped ref int at, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (_structure.Big32(at) == Nothing) at += TokenLength;
        name = value = default;
        if (_structure.Big32(at) != Property) return false;
        value = _structure.Slice(at + PropertyHeaderLength, (int)_structure.Big32(at + 4));
        name = TextAt(_strings, (int)_structure.Big32(at + 8));
        at = AlignUp(at + PropertyHeaderLength + value.Length);
        return true;
    }

    [Bounded("each turn is a property further")]
    public bool TryGet(int node, ReadOnlySpan<byte> wanted, out ReadOnlySpan<byte> value)
    {
        int at = FirstProperty(node);
        while (MoveNextProperty(ref at, out var name, out value))
            if (name.SequenceEqual(wanted))
                return true;
        value = default;
        return false;
    }

    /// <returns>A property of one cell, or the default when it is missing or of another length.</returns>
    public uint Cell(int node, ReadOnlySpan<byte> name, uint otherwise)
        => TryGet(node, name, out var value) && value.Length == sizeof(uint) ? value.Big32(0) : otherwise;

    /// <summary>What kinds of device a node is.</summary>
    public DeviceTreeKinds KindsOf(int node) => new(TryGet(node, "compatible"u8, out var value) ? value : default);

    /// <summary>The text of a property, without the zero byte that ends it.</summary>
    public ReadOnlySpan<byte> Text(int node, ReadOnlySpan<byte> name)
    {
        if (!TryGet(node, name, out var value)) return default;
        int length = value.IndexOf((byte)0);
        return length < 0 ? value : value.Slice(0, length);
    }

    /// <summary>The next token that is no property: where a node begins or ends, or the tree does.</summary>
    public uint TokenAt(int at) => _structure.Big32(at);

    private static ReadOnlySpan<byte> TextAt(ReadOnlySpan<byte> bytes, int at)
    {
        var rest = bytes.Slice(at);
        return rest.Slice(0, rest.IndexOf((byte)0));
    }
}
