using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>A screen as memory: lines of pixels of one fixed format, as the loader set it up.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ScreenMode
{
    public uint Width, Height;

    /// <summary>Bytes from one line to the next.</summary>
    public uint Pitch;

    /// <summary>Where the first line begins in the memory: that is of whole pages.</summary>
    public uint FirstByte;

    public byte BitsPerPixel;
    public byte RedShift, RedBits, GreenShift, GreenBits, BlueShift, BlueBits;
    private byte _unused;
}
