using System.Threading;

namespace Diesis.Devices;

/// <summary>Registers of a device that are mapped here.</summary>
/// <safety>Whoever makes one vouches for so many bytes of device memory there, which stay mapped as long as it is used.</safety>
// SAFETY: whoever made this vouched for the memory; callers keep offsets inside (IRegisterBlock).
public sealed unsafe class MappedRegisters(void* start, int bytes) : IRegisterBlock
{
    private readonly byte* _start = (byte*)start;

    public int Bytes => bytes;

    public byte Read8(int at) => Volatile.Read(ref _start[at]);
    public ushort Read16(int at) => Volatile.Read(ref *(ushort*)(_start + at));
    public uint Read32(int at) => Volatile.Read(ref *(uint*)(_start + at));
    public void Write8(int at, byte value) => Volatile.Write(ref _start[at], value);
    public void Write16(int at, ushort value) => Volatile.Write(ref *(ushort*)(_start + at), value);
    public void Write32(int at, uint value) => Volatile.Write(ref *(uint*)(_start + at), value);

    /// <summary>A part of them. It is inside.</summary>
    public MappedRegisters Part(int at, int length) => new(_start + at, length);
}
