namespace Diesis.Boot.Uefi.Firmware;

/// <summary>A serial port. UEFI 2.10, 12.8.</summary>
// SAFETY: the firmware made the tables that these functions are in; they are called as its specification says,
// before boot services are left.
public readonly struct EfiSerialIo
{
    private readonly uint _revision;
    private readonly nint _reset;
    private readonly nint _setAttributes;
    private readonly nint _setControl;
    private readonly nint _getControl;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<EfiSerialIo*, nuint*, byte*, EfiStatus> _write;

    public unsafe EfiStatus Write(byte* text, int length)
    {
        nuint size = (nuint)length;
        fixed (EfiSerialIo* self = &this) return _write(self, &size, text);
    }
}
