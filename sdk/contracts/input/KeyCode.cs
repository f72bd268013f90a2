namespace Diesis.Contracts.Input;

/// <summary>
/// A key by where it is, whatever is printed on it: the usages of HID's keyboard page, HID Usage Tables 1.5, 10, where letters and signs stand for the places that they have on an American keyboard.
/// </summary>
public enum KeyCode : ushort
{
    None = 0x00,
    A = 0x04, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z,
    Digit1 = 0x1E, Digit2, Digit3, Digit4, Digit5, Digit6, Digit7, Digit8, Digit9, Digit0,
    Enter = 0x28, Escape, Backspace, Tab, Space, Minus, Equals, LeftBracket, RightBracket, Backslash,

    /// <summary>Left of Enter on European keyboards, in place of <see cref="Backslash"/>.</summary>
    Hash,
    Semicolon, Apostrophe, Grave, Comma, Period, Slash, CapsLock,
    F1 = 0x3A, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
    PrintScreen = 0x46, ScrollLock, Pause, Insert, Home, PageUp, Delete, End, PageDown, Right, Left, Down, Up,
    NumLock = 0x53, PadDivide, PadMultiply, PadSubtract, PadAdd, PadEnter, Pad1, Pad2, Pad3, Pad4, Pad5, Pad6, Pad7, Pad8, Pad9, Pad0, PadPeriod,

    /// <summary>Between the left shift key and Z on European keyboards.</summary>
    Less = 0x64,
    Menu,
    LeftControl = 0xE0, LeftShift, LeftAlt, LeftLogo, RightControl, RightShift, RightAlt, RightLogo,
}
