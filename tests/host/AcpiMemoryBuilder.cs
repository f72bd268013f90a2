using System.Buffers.Binary;
using System.Text;

namespace Diesis.Tests;

/// <summary>Lays ACPI tables out in memory, correct unless told otherwise.</summary>
public sealed class AcpiMemoryBuilder
{
    private readonly List<(ulong Start, byte[] Bytes)> _extents = [];
    private readonly List<ulong> _listed = [];
    private ulong _next = 0x10_0000;

    public AcpiMemoryBuilder Add(string signature, byte[] body, byte revision = 4)
    {
        _listed.Add(_next);
        Place(Table(signature, body, revision));
        return this;
    }

    /// <summary>Lists an address, whatever is there.</summary>
    public AcpiMemoryBuilder List(ulong address)
    {
        _listed.Add(address);
        return this;
    }

    public SampleMemory Build()
    {
        byte[] list = new byte[8 * _listed.Count];
        for (int i = 0; i < _listed.Count; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(list.AsSpan(8 * i), _listed[i]);
        ulong xsdt = _next;
        Place(Table("XSDT", list, 1));
        _extents.Insert(0, (0xe_0000, RootPointer(0, xsdt)));
        return new SampleMemory(_extents);
    }

    public static byte[] RootPointer(uint rsdt, ulong xsdt)
    {
        byte[] root = new byte[36];
        Encoding.ASCII.GetBytes("RSD PTR ").CopyTo(root, 0);
        root[15] = 2;
        BinaryPrimitives.WriteUInt32LittleEndian(root.AsSpan(16), rsdt);
        BinaryPrimitives.WriteInt32LittleEndian(root.AsSpan(20), root.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(root.AsSpan(24), xsdt);
        SetChecksum(root.AsSpan(0, 20), 8);
        SetChecksum(root, 32);
        return root;
    }

    public static byte[] Table(string signature, byte[] body, byte revision)
    {
        byte[] table = new byte[36 + body.Length];
        Encoding.ASCII.GetBytes(signature).CopyTo(table, 0);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(4), table.Length);
        table[8] = revision;
        body.CopyTo(table, 36);
        SetChecksum(table, 9);
        return table;
    }

    public static void SetChecksum(Span<byte> bytes, int at)
    {
        bytes[at] = 0;
        int sum = 0;
        foreach (byte value in bytes) sum += value;
        bytes[at] = (byte)-sum;
    }

    private void Place(byte[] bytes)
    {
        _extents.Add((_next, bytes));
        _next += (ulong)bytes.Length + 4096;
    }
}
