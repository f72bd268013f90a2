using System;
using Diesis.Contracts.Input;
using Diesis.Input.Layouts;

namespace Diesis.Input;

/// <summary>Makes letters and commands of keys that go down and up: it knows what is held, what is locked, and which dead key waits.</summary>
public sealed class Keyboard(KeyboardLayout layout)
{
    private const int KeyCount = 256;

    private readonly bool[] _isDown = new bool[KeyCount];
    private char _dead;

    public KeyboardLayout Layout { get; set; } = layout;

    /// <summary>What is locked, as the lights show it.</summary>
    public KeyboardLights Lights { get; private set; } = KeyboardLights.NumLock;

    /// <summary>Takes an event.</summary>
    /// <param name="presses">What is pressed by it: a letter for which a dead key waited in vain comes behind that one's sign.</param>
    /// <returns>How many there are: 0, 1 or 2.</returns>
    public int Take(in InputEvent news, Span<KeyPress> presses)
    {
        if (news.Kind == InputKind.Lost) Array.Clear(_isDown);
        if (news.Kind != InputKind.Key || news.Code >= KeyCount) return 0;
        var key = (KeyCode)news.Code;
        bool wasDown = _isDown[news.Code];
        _isDown[news.Code] = news.Value != 0;
        if (news.Value == 0 || IsModifier(key)) return 0;
        // It went down before this keyboard was looked at: somebody else has typed it.
        if (news.Value == 2 && !wasDown) return 0;
        if (TryLock(key, wasDown)) return 0;
        return Press(key, presses);
    }

    private static bool IsModifier(KeyCode key) => key is >= KeyCode.LeftControl and <= KeyCode.RightLogo;

    private bool TryLock(KeyCode key, bool wasDown)
    {
        KeyboardLights light = key switch
        {
            KeyCode.CapsLock => KeyboardLights.CapsLock,
            KeyCode.NumLock => KeyboardLights.NumLock,
            KeyCode.ScrollLock => KeyboardLights.ScrollLock,
            _ => 0,
        };
        // It is locked once, not as often as it repeats.
        if (light != 0 && !wasDown) Lights ^= light;
        return light != 0;
    }

    private int Press(KeyCode key, Span<KeyPress> presses)
    {
        KeyModifiers held = Held();
        if (OfKeypad(ref key, held) is var digit and not '\0') return Write(key, held, digit, presses);
        bool isAltGr = Layout.HasAltGr && IsDown(KeyCode.RightAlt);
        bool isShifted = (held & KeyModifiers.Shift) != 0;
        if ((Lights & KeyboardLights.CapsLock) != 0 && !isAltGr && Layout.IsCapitalized(key)) isShifted = !isShifted;
        char letter = Layout.LetterOf(key, isShifted, isAltGr);
        if (letter != '\0' && (held & (KeyModifiers.Control | KeyModifiers.Alt | KeyModifiers.Logo)) == 0) return Write(key, held, letter, presses);
        // Of a command the letter says which it is, and no accent goes onto it.
        _dead = '\0';
        presses[0] = new(key, held, DeadKeys.IsDead(letter) ? DeadKeys.Alone(letter) : letter);
        return letter == '\0' && key == KeyCode.None ? 0 : 1;
    }

    private int Write(KeyCode key, KeyModifiers held, char letter, Span<KeyPress> presses)
    {
        char dead = _dead;
        _dead = '\0';
        if (dead == '\0')
        {
            if (DeadKeys.IsDead(letter))
            {
                _dead = letter;
                return 0;
            }
            presses[0] = new(key, held, letter);
            return 1;
        }
        // The same twice is its sign, once.
        char composed = letter == dead ? DeadKeys.Alone(dead) : DeadKeys.Compose(dead, letter);
        if (composed != '\0')
        {
            presses[0] = new(key, held, composed);
            return 1;
        }
        presses[0] = new(KeyCode.None, KeyModifiers.None, DeadKeys.Alone(dead));
        presses[1] = new(key, held, DeadKeys.IsDead(letter) ? DeadKeys.Alone(letter) : letter);
        return 2;
    }

    /// <summary>The keypad writes digits when it is locked and shift is not held; its keys are those of the same name otherwise.</summary>
    private static char OfKeypad(ref KeyCode key, KeyModifiers held)
    {
        switch (key)
        {
            case KeyCode.PadDivide: return '/';
            case KeyCode.PadMultiply: return '*';
            case KeyCode.PadSubtract: return '-';
            case KeyCode.PadAdd: return '+';
            case >= KeyCode.Pad1 and <= KeyCode.PadPeriod:
                if ((held & (KeyModifiers.NumLock | KeyModifiers.Shift)) == KeyModifiers.NumLock) return "1234567890."[key - KeyCode.Pad1];
                key = key switch
                {
                    KeyCode.Pad1 => KeyCode.End,
                    KeyCode.Pad2 => KeyCode.Down,
                    KeyCode.Pad3 => KeyCode.PageDown,
                    KeyCode.Pad4 => KeyCode.Left,
                    KeyCode.Pad6 => KeyCode.Right,
                    KeyCode.Pad7 => KeyCode.Home,
                    KeyCode.Pad8 => KeyCode.Up,
                    KeyCode.Pad9 => KeyCode.PageUp,
                    KeyCode.Pad0 => KeyCode.Insert,
                    KeyCode.PadPeriod => KeyCode.Delete,
                    _ => KeyCode.None,
                };
                return '\0';
            default: return '\0';
        }
    }

    private KeyModifiers Held()
        => (IsDown(KeyCode.LeftShift) || IsDown(KeyCode.RightShift) ? KeyModifiers.Shift : 0)
            | (IsDown(KeyCode.LeftAlt) || IsDown(KeyCode.RightAlt) && !Layout.HasAltGr ? KeyModifiers.Alt : 0)
            | (IsDown(KeyCode.LeftControl) || IsDown(KeyCode.RightControl) ? KeyModifiers.Control : 0)
            | (IsDown(KeyCode.LeftLogo) || IsDown(KeyCode.RightLogo) ? KeyModifiers.Logo : 0)
            | ((Lights & KeyboardLights.NumLock) != 0 ? KeyModifiers.NumLock : 0);

    private bool IsDown(KeyCode key) => _isDown[(int)key];
}
