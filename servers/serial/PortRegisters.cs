using System;
using Diesis.Devices;

namespace Diesis.Servers.Serial;

/// <summary>Registers of a byte each, at I/O ports that this process was given.</summary>
internal sealed class PortRegisters(ushort first, int count) : IRegisterBlock
{
    public int Bytes => count;

    public byte Read8(int at) => IoPort.Read8((ushort)(first + at));
    public void Write8(int at, byte value) => IoPort.Write8((ushort)(first + at), value);

    // Nothing here is wider.
    public ushort Read16(int at) => throw new NotSupportedException();
    public uint Read32(int at) => throw new NotSupportedException();
    public void Write16(int at, ushort value) => throw new NotSupportedException();
    public void Write32(int at, uint value) => throw new NotSupportedException();
}
