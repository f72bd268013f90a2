using System;
using System.Runtime.CompilerServices;

namespace Diesis.Machines.X86_64;

/// <summary>Behind the task state segment: a bit for each I/O port, set where user mode may not use it. SDM 1, 19.5.2.</summary>
internal struct X64PortBitmap
{
    /// <summary>A bit for each port, and a byte of ones: the processor reads two bytes at a time.</summary>
    public const int Bytes = (1 << 16) / 8 + 1;

    [InlineArray(Bytes)]
    private struct Map { private byte _first; }

    private Map _map;

    public void CloseAll() => ((Span<byte>)_map).Fill(byte.MaxValue);

    public void Open(PortRange range)
    {
        for (uint port = range.First; port < range.End; port++)
        {
            if ((port & 7) == 0 && range.End - port >= 8)
            {
                _map[(int)(port / 8)] = 0;
                port += 7;
                continue;
            }
            _map[(int)(port / 8)] &= (byte)~(1 << (int)(port & 7));
        }
    }

    public readonly bool IsOpen(uint port) => (_map[(int)(port / 8)] & 1 << (int)(port & 7)) == 0;
}
