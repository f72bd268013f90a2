namespace Diesis.Boot.Uefi.Firmware;

/// <summary>A screen of pixels. UEFI 2.10, 12.9.</summary>
// SAFETY: the firmware made the tables that these functions are in; they are called as its specification says,
// before boot services are left.
public readonly struct EfiGraphicsOutput
{
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <EfiGraphicsOutput*, uint, nuint*, EfiGraphicsModeInformation**, EfiStatus> _queryMode;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<EfiGraphicsOutput*, uint, EfiStatus> _setMode;
    private readonly nint _blt;

    /// <summary>The mode that is set.</summary>
    public readonly unsafe EfiGraphicsMode* Mode;

    /// <returns>Null when there is no such mode.</returns>
    public unsafe EfiGraphicsModeInformation* QueryMode(uint mode)
    {
        nuint size;
        EfiGraphicsModeInformation* information = null;
        fixed (EfiGraphicsOutput* self = &this)
        {
            EfiStatus status = _queryMode(self, mode, &size, &information);
            return status.IsError || size < (nuint)sizeof(EfiGraphicsModeInformation) ? null : information;
        }
    }

    public unsafe EfiStatus SetMode(uint mode)
    {
        fixed (EfiGraphicsOutput* self = &this) return _setMode(self, mode);
    }
}

/// <summary>UEFI 2.10, 12.9.2, EFI_GRAPHICS_OUTPUT_PROTOCOL_MODE.</summary>
public readonly struct EfiGraphicsMode
{
    /// <summary>Modes are numbered from 0 up to this.</summary>
    public readonly uint ModeCount;
    public readonly uint Current;
    public readonly unsafe EfiGraphicsModeInformation* Information;
    public readonly nuint InformationSize;
    public readonly ulong FramebufferAddress;
    public readonly nuint FramebufferSize;
}

/// <summary>UEFI 2.10, 12.9.2, EFI_GRAPHICS_OUTPUT_MODE_INFORMATION.</summary>
public readonly struct EfiGraphicsModeInformation
{
    public readonly uint Version;
    public readonly uint Width;
    public readonly uint Height;
    public readonly EfiPixelFormat Format;
    public readonly uint RedMask;
    public readonly uint GreenMask;
    public readonly uint BlueMask;
    public readonly uint ReservedMask;
    public readonly uint PixelsPerLine;

    public EfiGraphicsModeInformation(
        uint width, uint height, uint pixelsPerLine, EfiPixelFormat format,
        uint redMask = 0, uint greenMask = 0, uint blueMask = 0, uint reservedMask = 0)
    {
        Width = width;
        Height = height;
        PixelsPerLine = pixelsPerLine;
        Format = format;
        RedMask = redMask;
        GreenMask = greenMask;
        BlueMask = blueMask;
        ReservedMask = reservedMask;
    }
}

public enum EfiPixelFormat : uint
{
    /// <summary>32 bits, red in the lowest byte.</summary>
    RedGreenBlue = 0,

    /// <summary>32 bits, blue in the lowest byte.</summary>
    BlueGreenRed = 1,

    /// <summary>As the masks say.</summary>
    Masks = 2,

    /// <summary>Not to be written as memory.</summary>
    BltOnly = 3,
}

/// <summary>What the screen in use says of itself. UEFI 2.10, 12.9.2.5, EFI_EDID_ACTIVE_PROTOCOL.</summary>
public readonly struct EfiEdidActive
{
    public readonly uint Size;
    public readonly unsafe byte* Edid;
}
