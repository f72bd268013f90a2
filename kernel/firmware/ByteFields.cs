using System;
using System.Runtime.CompilerServices;

namespace Diesis.Kernel.Firmware;

/// <summary>
/// Numbers in tables of bytes, at any alignment. The span checks its bounds, so a reader that forgot to check a
/// length stops as a bug of the kernel instead of reading past the table.
/// </summary>
internal static class ByteFields
{
    public static ushort Little16(this ReadOnlySpan<byte> bytes, int at)
        => Unsafe.ReadUnaligned<ushort>(in bytes.Slice(at, sizeof(ushort))[0]);

    public static uint Little32(this ReadOnlySpan<byte> bytes, int at)
        => Unsafe.ReadUnaligned<uint>(in bytes.Slice(at, sizeof(uint))[0]);

    public static ulong Little64(this ReadOnlySpan<byte> bytes, int at)
        => Unsafe.ReadUnaligned<ulong>(in bytes.Slice(at, sizeof(ulong))[0]);

    public static uint Big32(this ReadOnlySpan<byte> bytes, int at)
    {
        var field = bytes.Slice(at, sizeof(uint));
        return (uint)field[0] << 24 | (uint)field[1] << 16 | (uint)field[2] << 8 | field[3];
    }

    public static ulong Big64(this ReadOnlySpan<byte> bytes, int at)
        => (ulong)bytes.Big32(at) << 32 | bytes.Big32(at + sizeof(uint));
}
