using System;
using Diesis.Contracts.Input;

namespace Diesis.Servers.Ps2;

/// <summary>
/// Makes keys of scan codes of set 1, which a controller translates a keyboard's own to. "Keyboard Scan Code Specification", Microsoft, revision 1.3a, appendix C, has for each key its code
/// and its usage.
/// </summary>
public struct ScanCodeReader
{
    private const byte Extension = 0xE0, PauseStart = 0xE1, UpBit = 0x80;

    /// <summary>From 1 on. What stands between is on no keyboard, or a key that nothing here has a use for.</summary>
    private static ReadOnlySpan<byte> Usages =>
    [
        0x29, 0x1E, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2D, 0x2E, 0x2A, 0x2B, // 01..0F: Escape, 1 to 0, - =, Backspace, Tab
        0x14, 0x1A, 0x08, 0x15, 0x17, 0x1C, 0x18, 0x0C, 0x12, 0x13, 0x2F, 0x30, 0x28, 0xE0, 0x04, 0x16, // 10..1F: Q to P, [ ], Enter, Control, A S
        0x07, 0x09, 0x0A, 0x0B, 0x0D, 0x0E, 0x0F, 0x33, 0x34, 0x35, 0xE1, 0x31, 0x1D, 0x1B, 0x06, 0x19, // 20..2F: D to L, ; ' `, Shift, \, Z X C V
        0x05, 0x11, 0x10, 0x36, 0x37, 0x38, 0xE5, 0x55, 0xE2, 0x2C, 0x39, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E, // 30..3F: B N M , . /, Shift, *, Alt, Space, Caps Lock, F1 to F5
        0x3F, 0x40, 0x41, 0x42, 0x43, 0x53, 0x47, 0x5F, 0x60, 0x61, 0x56, 0x5C, 0x5D, 0x5E, 0x57, 0x59, // 40..4F: F6 to F10, Num Lock, Scroll Lock, 7 8 9 - 4 5 6 + 1
        0x5A, 0x5B, 0x62, 0x63, 0x46, 0x00, 0x64, 0x44, 0x45, // 50..58: 2 3 0 ., with Alt Print Screen, nothing, <, F11, F12
    ];

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
        if (isExtended) key = Extended(number);
        else if (number > 0 && number <= Usages.Length) key = (KeyCode)Usages[number - 1];
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
