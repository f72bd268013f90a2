namespace Diesis.Kernel.Console;

/// <summary>What a letter on the screen is part of: how it looks is <see cref="PixelWriter"/>'s.</summary>
public enum ScreenColour : byte
{
    Plain,
    Faint,
    Warning,
    Error,
    Title,
}
