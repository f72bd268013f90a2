using System;
using Diesis.Boot.Uefi.Configuration;

namespace Diesis.Boot.Uefi.Screen;

/// <summary>What a screen says of itself. VESA Enhanced EDID Standard, release A revision 2, section 3.</summary>
public static class Edid
{
    private const int BlockSize = 128;
    private const int FirstTiming = 54;

    /// <summary>
    /// The size that the screen likes best, from its first detailed timing (3.10.2), or Best when unknown.
    /// </summary>
    public static ScreenResolution PreferredSize(ReadOnlySpan<byte> edid)
    {
        if (edid.Length < BlockSize) return ScreenResolution.Best;
        byte sum = 0;
        foreach (byte value in edid.Slice(0, BlockSize)) sum = unchecked((byte)(sum + value));
        if (sum != 0) return ScreenResolution.Best;

        ReadOnlySpan<byte> timing = edid.Slice(FirstTiming);
        bool isTiming = timing[0] != 0 || timing[1] != 0;
        uint width = timing[2] | ((uint)timing[4] & 0xf0) << 4;
        uint height = timing[5] | ((uint)timing[7] & 0xf0) << 4;
        return isTiming && width != 0 && height != 0 ? new(width, height) : ScreenResolution.Best;
    }
}
