using System;

namespace Diesis.Input;

/// <summary>What is held down while a key is pressed, or locked. The first four are xterm's (ctlseqs, "PC-Style Function Keys"): a sequence's parameter is one more than their sum.</summary>
[Flags]
public enum KeyModifiers : byte
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Control = 4,
    Logo = 8,

    /// <summary>The keypad's keys are digits.</summary>
    NumLock = 16,
}
