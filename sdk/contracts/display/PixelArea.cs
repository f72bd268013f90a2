namespace Diesis.Contracts.Displays;

/// <summary>A rectangle of pixels.</summary>
public struct PixelArea
{
    public uint X, Y, Width, Height;

    public PixelArea(uint x, uint y, uint width, uint height)
    {
        X = x;
        Y = y;
        Width = width;
        Height = height;
    }
}
