using System;
using Diesis.Boot.Uefi.Configuration;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Boot.Uefi.Screen;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Program;

/// <summary>The screen and the mode it is in; empty when the machine has none that can be written as memory.</summary>
// SAFETY: what the firmware answers for a protocol stays until boot services are left; what it may leave out is
// checked for null.
internal struct GraphicsScreen
{
    /// <summary>A block and 255 extensions of 128 bytes.</summary>
    private const uint LargestEdid = 256 * 128;

    public PhysicalAddress Start;
    public uint Width;
    public uint Height;

    /// <summary>Bytes from line to line.</summary>
    public uint Pitch;
    public PixelLayout Layout;

    public readonly bool IsPresent => Width != 0;
    public readonly ulong Size => (ulong)Pitch * Height;

    /// <summary>Sets the mode that comes nearest to the one wanted. A machine without a screen is no error.</summary>
    public static unsafe GraphicsScreen Open(EfiBootServices* services, ScreenResolution wanted)
    {
        // SAFETY: services are the firmware's; the protocols found live until boot services are left.
        EfiGraphicsOutput* output = services->LocateProtocol<EfiGraphicsOutput>(EfiGuid.GraphicsOutput);
        if (output == null || output->Mode == null) return default;

        ScreenModeChooser chooser = new(wanted, PreferredSize(services));
        for (uint mode = 0; mode < output->Mode->ModeCount; mode++)
        {
            EfiGraphicsModeInformation* information = output->QueryMode(mode);
            if (information != null) chooser.Consider(mode, *information);
        }

        // Setting the mode clears the screen, so that is not done for nothing.
        if (chooser.HasMode && chooser.Mode != output->Mode->Current) _ = output->SetMode(chooser.Mode);
        return Describe(output->Mode);
    }

    /// <summary>
    /// Looks at the mode that is really set: whether or not setting one went well, it is what there is.
    /// </summary>
    private static unsafe GraphicsScreen Describe(EfiGraphicsMode* mode)
    {
        if (mode->Information == null || mode->FramebufferAddress == 0) return default;
        EfiGraphicsModeInformation information = *mode->Information;
        if (!PixelLayout.TryRead(information, out PixelLayout layout)) return default;
        GraphicsScreen screen = new()
        {
            Start = new(mode->FramebufferAddress),
            Width = information.Width,
            Height = information.Height,
            Pitch = information.PixelsPerLine * layout.BytesPerPixel,
            Layout = layout,
        };
        return screen.Size <= mode->FramebufferSize ? screen : default;
    }

    private static unsafe ScreenResolution PreferredSize(EfiBootServices* services)
    {
        EfiEdidActive* active = services->LocateProtocol<EfiEdidActive>(EfiGuid.EdidActive);
        return active == null || active->Edid == null
            ? ScreenResolution.Best
            : Edid.PreferredSize(new(active->Edid, (int)Math.Min(active->Size, LargestEdid)));
    }
}
