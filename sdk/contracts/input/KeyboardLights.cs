using System;

namespace Diesis.Contracts.Input;

/// <summary>The lights of a keyboard. HID Usage Tables 1.5, 11: the order is that of its usages.</summary>
[Flags]
public enum KeyboardLights : byte
{
    NumLock = 1,
    CapsLock = 2,
    ScrollLock = 4,
}
