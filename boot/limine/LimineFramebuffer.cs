using System.Runtime.CompilerServices;

namespace Diesis.Boot.Limine;

public struct LimineFramebuffers
{
    public ulong Revision;
    public ulong Count;
    public HhdmPointer<HhdmPointer<LimineFramebuffer>> Framebuffers;
}

/// <summary>A screen: rows of <see cref="Pitch"/> bytes, mapped write-combining. "Framebuffer Feature".</summary>
public struct LimineFramebuffer
{
    public HhdmPointer<byte> Pixels;
    public ulong Width;
    public ulong Height;
    public ulong Pitch;
    public ushort BitsPerPixel;
    public LiminePixelModel Model;
    public byte RedBits;
    public byte RedShift;
    public byte GreenBits;
    public byte GreenShift;
    public byte BlueBits;
    public byte BlueShift;
    public Padding Unused;
    public ulong EdidSize;
    public HhdmPointer<byte> Edid;

    /// <summary>Of this and the next field: valid from response revision 1 on.</summary>
    public ulong ModeCount;
    public HhdmPointer<HhdmPointer<byte>> Modes;

    [InlineArray(7)]
    public struct Padding
    {
        private byte _first;
    }
}

public enum LiminePixelModel : byte
{
    Rgb = 1,
}
