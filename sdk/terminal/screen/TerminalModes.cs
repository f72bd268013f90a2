using System;

namespace Diesis.Terminals.Screens;

/// <summary>How a terminal behaves, as a program has set it.</summary>
[Flags]
public enum TerminalModes : ushort
{
    None = 0,

    /// <summary>IRM: letters move those behind them to the right.</summary>
    Insert = 1,

    /// <summary>LNM: a line feed goes to the first column, and Enter is two characters.</summary>
    NewLine = 2,

    /// <summary>DECAWM: what is too long goes on in the next line.</summary>
    AutoWrap = 4,

    /// <summary>DECTCEM.</summary>
    CursorShown = 8,

    /// <summary>DECCKM: the arrows are application keys.</summary>
    ApplicationCursor = 16,

    /// <summary>DECKPAM: the keypad's are.</summary>
    ApplicationKeypad = 32,

    /// <summary>DECSCNM: light and dark are exchanged.</summary>
    Reverse = 64,

    /// <summary>What is pasted comes between marks: xterm's 2004.</summary>
    BracketedPaste = 128,

    /// <summary>The cursor is told apart by blinking, if it can.</summary>
    CursorBlinks = 256,
}
