using System.Buffers.Binary;
using System.Text;

namespace Diesis.Tests;

/// <summary>Writes a flattened device tree, node by node.</summary>
public sealed class DeviceTreeBuilder
{
    private readonly List<byte> _structure = [], _strings = [], _reservations = [];

    public DeviceTreeBuilder Reserve(ulong start, ulong length)
    {
        Put(_reservations, (uint)(start >> 32), (uint)start, (uint)(length >> 32), (uint)length);
        return this;
    }

    public DeviceTreeBuilder Begin(string name)
    {
        Put(_structure, 1);
        _structure.AddRange(Encoding.ASCII.GetBytes(name + "\0"));
        Pad();
        return this;
    }

    public DeviceTreeBuilder End()
    {
        Put(_structure, 2);
        return this;
    }

    public DeviceTreeBuilder Text(string name, string value) => Property(name, Encoding.ASCII.GetBytes(value + "\0"));

    public DeviceTreeBuilder Cells(string name, params uint[] cells)
    {
        List<byte> value = [];
        Put(value, cells);
        return Property(name, [.. value]);
    }

    public byte[] Build()
    {
        Put(_structure, 9);
        Put(_reservations, 0, 0, 0, 0);
        int structureAt = 40 + _reservations.Count, stringsAt = structureAt + _structure.Count;
        List<byte> tree = [];
        Put(tree, 0xd00dfeed, (uint)(stringsAt + _strings.Count), (uint)structureAt, (uint)stringsAt, 40, 17, 16, 0,
            (uint)_strings.Count, (uint)_structure.Count);
        return [.. tree, .. _reservations, .. _structure, .. _strings];
    }

    private DeviceTreeBuilder Property(string name, byte[] value)
    {
        Put(_structure, 3, (uint)value.Length, (uint)_strings.Count);
        _strings.AddRange(Encoding.ASCII.GetBytes(name + "\0"));
        _structure.AddRange(value);
        Pad();
        return this;
    }

    private void Pad()
    {
        while (_structure.Count % 4 != 0) _structure.Add(0);
    }

    private static void Put(List<byte> bytes, params uint[] cells)
    {
        Span<byte> cell = stackalloc byte[4];
        foreach (uint value in cells)
        {
            BinaryPrimitives.WriteUInt32BigEndian(cell, value);
            bytes.AddRange(cell);
        }
    }
}
