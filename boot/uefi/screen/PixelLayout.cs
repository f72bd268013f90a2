using System.Numerics;
using Diesis.Boot.Uefi.Firmware;

namespace Diesis.Boot.Uefi.Screen;

/// <summary>Which bits of a pixel are which colour.</summary>
public readonly struct PixelLayout
{
    private PixelLayout(uint red, uint green, uint blue, uint all)
    {
        Red = new(red);
        Green = new(green);
        Blue = new(blue);
        BytesPerPixel = (uint)(32 - BitOperations.LeadingZeroCount(all) + 7) / 8;
    }

    public ColourField Red { get; }
    public ColourField Green { get; }
    public ColourField Blue { get; }
    public uint BytesPerPixel { get; }

    /// <returns>False when pixels cannot be written as memory, or the mode's description makes no sense.</returns>
    public static bool TryRead(in EfiGraphicsModeInformation mode, out PixelLayout layout)
    {
        layout = mode.Format switch
        {
            EfiPixelFormat.RedGreenBlue => new(0x0000ff, 0x00ff00, 0xff0000, 0xffffffff),
            EfiPixelFormat.BlueGreenRed => new(0xff0000, 0x00ff00, 0x0000ff, 0xffffffff),
            EfiPixelFormat.Masks => new(mode.RedMask, mode.GreenMask, mode.BlueMask,
                mode.RedMask | mode.GreenMask | mode.BlueMask | mode.ReservedMask),
            _ => default,
        };
        const uint MostPixels = 65536;
        return layout.Red.IsValid && layout.Green.IsValid && layout.Blue.IsValid
            && mode.Width is > 0 and <= MostPixels && mode.Height is > 0 and <= MostPixels
            && mode.PixelsPerLine >= mode.Width && mode.PixelsPerLine <= MostPixels;
    }
}

/// <summary>Neighbouring bits of a pixel.</summary>
public readonly struct ColourField(uint mask)
{
    private readonly uint _mask = mask;

    public byte Shift => (byte)BitOperations.TrailingZeroCount(_mask);
    public byte Bits => (byte)BitOperations.PopCount(_mask);

    /// <summary>There are some, and no gap is between them.</summary>
    public bool IsValid => _mask != 0 && Shift + Bits == 32 - BitOperations.LeadingZeroCount(_mask);
}
