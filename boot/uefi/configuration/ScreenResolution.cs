using System;

namespace Diesis.Boot.Uefi.Configuration;

/// <summary>What the configuration asks of the screen: a size in pixels, or (0 × 0) the best there is.</summary>
public readonly struct ScreenResolution(uint width, uint height)
{
    private const uint Most = 16384;

    public static ScreenResolution Best => default;

    public uint Width { get; } = width;
    public uint Height { get; } = height;

    public bool IsBest => Width == 0;

    /// <summary>Reads <c>best</c> or a size such as <c>1280x800</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ScreenResolution resolution)
    {
        resolution = Best;
        if (text.SequenceEqual("best"u8)) return true;
        int cross = text.IndexOf((byte)'x');
        if (cross < 0) return false;
        if (!ConfigurationText.TryParseSmallNumber(text.Slice(0, cross), out uint width)) return false;
        if (!ConfigurationText.TryParseSmallNumber(text.Slice(cross + 1), out uint height)) return false;
        if (width is 0 or > Most || height is 0 or > Most) return false;
        resolution = new(width, height);
        return true;
    }
}
