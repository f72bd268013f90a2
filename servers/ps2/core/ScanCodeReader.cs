using Diesis.Contracts.Input;
using Diesis.Input.Drivers;

namespace Diesis.Servers.Ps2;

/// <summary>
/// Makes keys of scan codes of set 1, which a controller translates a keyboard's own to. "Keyboard Scan Code Specification", Microsoft, revision 1.3a, appendix C.
/// </summary>
public struct ScanCodeReader
{
    private const byte Extension = 0xE0, PauseStart = 0xE1, UpBit = 0x80;

    private bool _isExtended;
    private int _ofPause;

    /// <summary>Takes a byte.</summary>
    /// <param name="key">Which key; of a whole code that stands for none, none.</param>
    /// <returns>False when it is not the last of its code.</returns>
    public bool TryNext(byte code, out KeyCode key, out bool isDown)
    {
        key = KeyCode.None;
        isDown = (code & UpBit) == 0;
        if (_ofPause > 0) return TryEndPause(code, out key, out isDown);
        switch (code)
        {
            case Extension:
                _isExtended = true;
                return false;
            case PauseStart:
                _ofPause = 2;
                return false;
        }
        bool isExtended = _isExtended;
        _isExtended = false;
        int number = code & ~UpBit;
        key = isExtended ? Extended(number) : PcKeys.Of(number);
        return true;
    }

    /// <summary>Pause is E1 1D 45 E1 9D C5: it goes down and up at once.</summary>
    private bool TryEndPause(byte code, out KeyCode key, out bool isDown)
    {
        isDown = (code & UpBit) == 0;
        key = --_ofPause == 0 && (code & ~UpBit) == 0x45 ? KeyCode.Pause : KeyCode.None;
        return _ofPause == 0;
    }

    private static KeyCode Extended(int number) => number switch
    {
        0x1C => KeyCode.PadEnter,
        0x1D => KeyCode.RightControl,
        0x35 => KeyCode.PadDivide,
        0x37 => KeyCode.PrintScreen,
        0x38 => KeyCode.RightAlt,
        0x46 => KeyCode.Pause,
        0x47 => KeyCode.Home,
        0x48 => KeyCode.Up,
        0x49 => KeyCode.PageUp,
        0x4B => KeyCode.Left,
        0x4D => KeyCode.Right,
        0x4F => KeyCode.End,
        0x50 => KeyCode.Down,
        0x51 => KeyCode.PageDown,
        0x52 => KeyCode.Insert,
        0x53 => KeyCode.Delete,
        0x5B => KeyCode.LeftLogo,
        0x5C => KeyCode.RightLogo,
        0x5D => KeyCode.Menu,
        // Among them the shift keys that keyboards pretend around keys of the cursor block.
        _ => KeyCode.None,
    };
}
