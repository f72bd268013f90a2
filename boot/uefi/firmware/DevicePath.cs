using System;
using System.Buffers.Binary;

namespace Diesis.Boot.Uefi.Firmware;

/// <summary>The firmware's description of the way to one or several devices. UEFI 2.10, 10.3.</summary>
internal static class DevicePath
{
    private const int HeaderSize = 4;
    private const byte Messaging = 3;
    private const byte Uart = 14;

    /// <summary>Does one of the ways lead over a serial port?</summary>
    /// <remarks>Every node is at least its header, so the walk ends.</remarks>
    public static bool NamesSerialPort(ReadOnlySpan<byte> path)
    {
        while (path.Length >= HeaderSize)
        {
            if (path[0] == Messaging && path[1] == Uart) return true;
            int length = BinaryPrimitives.ReadUInt16LittleEndian(path.Slice(2));
            if (length < HeaderSize || length > path.Length) return false;
            path = path.Slice(length);
        }
        return false;
    }
}
