using System;
using Diesis.Contracts.Input;
using Diesis.Input;
using Diesis.Terminals.Parsing;
using Diesis.Terminals.Screens;

namespace Diesis.Terminals.Keys;

/// <summary>What a program reads when a key is pressed: xterm's ctlseqs, "PC-Style Function Keys", "VT220-Style Function Keys", and "Alt and Meta Keys" with ESC as prefix.</summary>
public static class KeyEncoder
{
    public const int MostBytes = 16;

    private const byte EscapeByte = 0x1B, Delete = 0x7F;

    /// <param name="into">Room for <see cref="MostBytes"/>.</param>
    /// <returns>How many bytes; 0 for a key that nothing is read of.</returns>
    public static int Encode(in KeyPress press, TerminalModes modes, Span<byte> into)
    {
        int parameter = 1 + (int)(press.Modifiers & (KeyModifiers.Shift | KeyModifiers.Alt | KeyModifiers.Control | KeyModifiers.Logo));
        switch (press.Key)
        {
            case KeyCode.Up or KeyCode.Down or KeyCode.Right or KeyCode.Left or KeyCode.Home or KeyCode.End:
                return Cursor(FinalOf(press.Key), parameter, (modes & TerminalModes.ApplicationCursor) != 0, into);
            case >= KeyCode.F1 and <= KeyCode.F4: return Cursor((byte)('P' + (press.Key - KeyCode.F1)), parameter, isApplication: true, into);
            case >= KeyCode.F5 and <= KeyCode.F12: return Numbered(FunctionNumbers[press.Key - KeyCode.F5], parameter, into);
            case KeyCode.Insert: return Numbered(2, parameter, into);
            case KeyCode.Delete: return Numbered(3, parameter, into);
            case KeyCode.PageUp: return Numbered(5, parameter, into);
            case KeyCode.PageDown: return Numbered(6, parameter, into);
            case KeyCode.Tab when press.Has(KeyModifiers.Shift): return Copy("\e[Z"u8, into);
            case KeyCode.Tab: return Plain(0x09, press, into);
            case KeyCode.Escape: return Plain(EscapeByte, press, into);
            case KeyCode.Backspace: return Plain(press.Has(KeyModifiers.Control) ? (byte)0x08 : Delete, press, into);
            case KeyCode.Enter: return Enter(press, modes, into);
        }
        if (IsApplicationPad(press, modes) && PadFinal(press.Key) is var final and not 0)
            return Cursor(final, 1, isApplication: true, into);
        return press.Key == KeyCode.PadEnter ? Enter(press, modes, into) : Letter(press, into);
    }

    /// <summary>xterm's numbers leave out some that DEC's keyboards had.</summary>
    private static ReadOnlySpan<byte> FunctionNumbers => [15, 17, 18, 19, 20, 21, 23, 24];

    private static byte FinalOf(KeyCode key) => (byte)(key switch
    {
        KeyCode.Up => 'A',
        KeyCode.Down => 'B',
        KeyCode.Right => 'C',
        KeyCode.Left => 'D',
        KeyCode.Home => 'H',
        _ => 'F',
    });

    private static bool IsApplicationPad(in KeyPress press, TerminalModes modes)
        => (modes & TerminalModes.ApplicationKeypad) != 0 && !press.Has(KeyModifiers.NumLock);

    private static byte PadFinal(KeyCode key) => (byte)(key switch
    {
        KeyCode.PadEnter => 'M',
        KeyCode.PadMultiply => 'j',
        KeyCode.PadAdd => 'k',
        KeyCode.PadSubtract => 'm',
        KeyCode.PadDivide => 'o',
        _ => '\0',
    });

    /// <summary>CSI and a letter; SS3 for application keys; with modifiers always CSI 1 ; PARAMETER.</summary>
    private static int Cursor(byte final, int parameter, bool isApplication, Span<byte> into)
    {
        int length = Copy(parameter > 1 ? "\e[1;"u8 : isApplication ? "\eO"u8 : "\e["u8, into);
        if (parameter > 1) length += Number(parameter, into.Slice(length));
        into[length] = final;
        return length + 1;
    }

    private static int Numbered(int number, int parameter, Span<byte> into)
    {
        int length = Copy("\e["u8, into);
        length += Number(number, into.Slice(length));
        if (parameter > 1)
        {
            into[length++] = (byte)';';
            length += Number(parameter, into.Slice(length));
        }
        into[length] = (byte)'~';
        return length + 1;
    }

    private static int Enter(in KeyPress press, TerminalModes modes, Span<byte> into)
    {
        int length = Plain(0x0D, press, into);
        if ((modes & TerminalModes.NewLine) != 0) into[length++] = 0x0A;
        return length;
    }

    private static int Plain(byte code, in KeyPress press, Span<byte> into)
    {
        int length = 0;
        if (press.Has(KeyModifiers.Alt)) into[length++] = EscapeByte;
        into[length] = code;
        return length + 1;
    }

    private static int Letter(in KeyPress press, Span<byte> into)
    {
        if (press.Letter == 0) return 0;
        if (press.Has(KeyModifiers.Control) && ControlOf(press.Letter) is var code and >= 0) return Plain((byte)code, press, into);
        int length = 0;
        if (press.Has(KeyModifiers.Alt)) into[length++] = EscapeByte;
        return length + Utf8Letter.Write(press.Letter, into.Slice(length));
    }

    /// <summary>The control character that a letter becomes; -1 for none. Digits as VT220 has them (VT220 manual, table 3-5).</summary>
    private static int ControlOf(uint letter) => letter switch
    {
        (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => (int)(letter & 0x1F),
        '@' or ' ' or '2' => 0,
        '[' or '3' => 0x1B,
        '\\' or '4' => 0x1C,
        ']' or '5' => 0x1D,
        '^' or '~' or '6' => 0x1E,
        '_' or '/' or '7' => 0x1F,
        '?' or '8' => 0x7F,
        _ => -1,
    };

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> into)
    {
        text.CopyTo(into);
        return text.Length;
    }

    private static int Number(int number, Span<byte> into) => number.TryFormat(into, out int length) ? length : 0;
}
