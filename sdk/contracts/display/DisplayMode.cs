namespace Diesis.Contracts.Displays;

/// <summary>How large a screen is, in pixels.</summary>
public struct DisplayMode
{
    public uint Width;
    public uint Height;
}
