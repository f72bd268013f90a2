using Diesis.Boot.Uefi.Configuration;
using Diesis.Boot.Uefi.Firmware;

namespace Diesis.Boot.Uefi.Screen;

/// <summary>Picks one of a screen's modes, which it is shown one after the other.</summary>
/// <remarks>
/// In this order: the size wanted; the largest that fits into it; the smallest there is. When the best is wanted, that
/// is the size that the screen itself prefers, and without one the largest there is.
/// </remarks>
/// <param name="wanted">What the configuration asks.</param>
/// <param name="preferred">What the screen prefers, or <see cref="ScreenResolution.Best"/> when it does not
/// say.</param>
public struct ScreenModeChooser(ScreenResolution wanted, ScreenResolution preferred)
{
    private readonly ScreenResolution _wanted = wanted.IsBest ? preferred : wanted;
    private Fit _fit;
    private ulong _area;

    private enum Fit
    {
        None,
        TooLarge,
        Fits,
        Exact,
    }

    public uint Mode { get; private set; }

    public readonly bool HasMode => _fit != Fit.None;

    public void Consider(uint mode, in EfiGraphicsModeInformation information)
    {
        if (!PixelLayout.TryRead(information, out _)) return;
        ulong area = (ulong)information.Width * information.Height;
        Fit fit = FitOf(information);
        if (fit < _fit) return;
        bool isBetterArea = fit == Fit.TooLarge ? area < _area : area > _area;
        if (fit == _fit && !isBetterArea) return;
        Mode = mode;
        _fit = fit;
        _area = area;
    }

    private readonly Fit FitOf(in EfiGraphicsModeInformation information)
    {
        if (_wanted.IsBest) return Fit.Fits;
        if (information.Width == _wanted.Width && information.Height == _wanted.Height) return Fit.Exact;
        return information.Width <= _wanted.Width && information.Height <= _wanted.Height ? Fit.Fits : Fit.TooLarge;
    }
}
