namespace Diesis.Boot.Uefi.Firmware;

/// <summary>A source of random numbers. UEFI 2.10, 37.5.</summary>
// SAFETY: the firmware made the tables that these functions are in; they are called as its specification says,
// before boot services are left.
public readonly struct EfiRandom
{
    private readonly nint _getInfo;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <EfiRandom*, EfiGuid*, nuint, byte*, EfiStatus> _getRandom;

    /// <summary>Uses the firmware's default algorithm.</summary>
    public unsafe EfiStatus GetRandom(out ulong number)
    {
        fixed (EfiRandom* self = &this)
        fixed (ulong* place = &number) return _getRandom(self, null, sizeof(ulong), (byte*)place);
    }
}
