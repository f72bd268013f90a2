namespace Diesis.Terminals.Screens;

/// <summary>A colour as a program names it: that of the terminal itself, one of 256 by number, or one by its parts. What it looks like is a palette's.</summary>
/// <remarks>   25 24 23                0
///             kind   number, or 0xRRGGBB   </remarks>
public readonly struct Colour(uint bits)
{
    internal const uint Mask = 0x3FF_FFFF;
    private const uint IndexedKind = 1u << 24, DirectKind = 2u << 24, KindMask = 3u << 24;

    public static Colour Default => default;
    public static Colour Indexed(int number) => new(IndexedKind | (uint)number & 0xFF);
    public static Colour Direct(uint rgb) => new(DirectKind | rgb & 0xFF_FFFF);

    internal uint Bits { get; } = bits & Mask;
    public bool IsDefault => (Bits & KindMask) == 0;
    public bool IsIndexed => (Bits & KindMask) == IndexedKind;

    /// <summary>Which of the 256; or the parts.</summary>
    public uint Value => Bits & ~KindMask;
}
