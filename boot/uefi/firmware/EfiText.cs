namespace Diesis.Boot.Uefi.Firmware;

/// <summary>A screen or terminal for text. UEFI 2.10, 12.4.</summary>
// SAFETY: the firmware made the tables that these functions are in; they are called as its specification says,
// before boot services are left.
public readonly struct EfiTextOutput
{
    private readonly nint _reset;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<EfiTextOutput*, char*, EfiStatus> _outputString;

    /// <param name="text">Ends with a 0 character.</param>
    public unsafe EfiStatus OutputString(char* text)
    {
        fixed (EfiTextOutput* self = &this) return _outputString(self, text);
    }
}

/// <summary>A keyboard. UEFI 2.10, 12.3.</summary>
// SAFETY: the firmware made the tables that these functions are in; they are called as its specification says,
// before boot services are left.
public readonly struct EfiTextInput
{
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<EfiTextInput*, byte, EfiStatus> _reset;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<EfiTextInput*, EfiKey*, EfiStatus> _readKeyStroke;

    /// <summary>Signalled while a key waits to be read.</summary>
    public readonly EfiHandle WaitForKey;

    /// <summary>Forgets keys pressed so far.</summary>
    public unsafe void Reset()
    {
        fixed (EfiTextInput* self = &this) _ = _reset(self, 0);
    }

    public unsafe EfiStatus ReadKeyStroke(out EfiKey key)
    {
        fixed (EfiTextInput* self = &this)
        fixed (EfiKey* place = &key) return _readKeyStroke(self, place);
    }
}

public readonly struct EfiKey
{
    public readonly ushort ScanCode;
    public readonly char Character;
}
