namespace Diesis.Shell.Editing;

/// <summary>What somebody who typed something wants.</summary>
public enum KeyKind : byte
{
    /// <summary>Nothing that is known.</summary>
    Unknown,

    /// <summary>A character.</summary>
    Text,

    /// <summary>Text that was pasted: it is inserted whatever is in it.</summary>
    Paste,
    Enter,

    /// <summary>A new line within the text.</summary>
    NewLine,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    WordLeft,
    WordRight,
    KillWordLeft,
    KillWordRight,
    KillToStart,
    KillToEnd,
    Yank,
    Swap,
    Search,
    Redraw,

    /// <summary>Ctrl-G, or Escape twice.</summary>
    Abort,

    /// <summary>Ctrl-C.</summary>
    Interrupt,

    /// <summary>Ctrl-D.</summary>
    EndOfInput,
}

public readonly struct Key(KeyKind kind, string text = "")
{
    public KeyKind Kind { get; } = kind;

    /// <summary>Of <see cref="KeyKind.Text"/> and <see cref="KeyKind.Paste"/>.</summary>
    public string Text { get; } = text;
}
