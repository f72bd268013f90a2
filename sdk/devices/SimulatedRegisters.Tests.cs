using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Diesis.Devices;

namespace Diesis.Tests.Devices;

/// <summary>Registers that are memory and nothing more.</summary>
internal sealed class SimulatedRegisters(int bytes) : IRegisterBlock
{
    private readonly byte[] _bytes = new byte[bytes];

    public int Bytes => _bytes.Length;

    public uint[] Words() => MemoryMarshal.Cast<byte, uint>(_bytes).ToArray();

    public byte Read8(int at) => _bytes[at];
    public ushort Read16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Aligned(at, sizeof(ushort)));
    public uint Read32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Aligned(at, sizeof(uint)));
    public void Write8(int at, byte value) => _bytes[at] = value;
    public void Write16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Aligned(at, sizeof(ushort)), value);
    public void Write32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Aligned(at, sizeof(uint)), value);

    private Span<byte> Aligned(int at, int width)
    {
        Assert.Equal(0, at % width);
        return _bytes.AsSpan(at, width);
    }
}
