using System;

namespace Diesis.Servers.Ps2;

/// <summary>What a mouse has told in one packet.</summary>
public struct MouseReport
{
    /// <summary>To the right, and down.</summary>
    public int X, Y;

    /// <summary>Towards who turns it.</summary>
    public int Wheel;

    /// <summary>Bit 0 left, 1 right, 2 middle.</summary>
    public byte Buttons;
}

/// <summary>
/// Puts a mouse's bytes together: PS/2 Hardware Interface Technical Reference, "Mouse Data Report", three bytes, and a fourth for the wheel.
/// </summary>
/// <remarks>
///   7       6       5        4        3   2        1       0
///   y over  x over  y below  x below  1   middle   right   left
/// </remarks>
public struct MousePackets(bool hasWheel)
{
    /// <summary>Bytes of one packet come within this time of each other; what comes later begins the next.</summary>
    private const ulong LongestGapNs = 100_000_000;

    private const byte Always = 8;

    private readonly int _length = hasWheel ? 4 : 3;
    private byte _first, _x, _y;
    private int _count;
    private ulong _lastNs;

    /// <returns>False when the packet is not whole.</returns>
    public bool TryNext(byte value, ulong nowNs, out MouseReport report)
    {
        report = default;
        if (_count > 0 && nowNs - _lastNs > LongestGapNs) _count = 0;
        _lastNs = nowNs;
        // A byte was lost: the next packet begins with one that has this bit.
        if (_count == 0 && (value & Always) == 0) return false;
        switch (_count++)
        {
            case 0: _first = value; break;
            case 1: _x = value; break;
            case 2: _y = value; break;
        }
        if (_count < _length) return false;
        _count = 0;
        report.Buttons = (byte)(_first & 7);
        // Who moves it further than it can say does not say where.
        if ((_first & 0xC0) == 0)
        {
            report.X = _x - ((_first & 0x10) != 0 ? 256 : 0);
            report.Y = -(_y - ((_first & 0x20) != 0 ? 256 : 0));
        }
        if (_length == 4) report.Wheel = (sbyte)value;
        return true;
    }
}
