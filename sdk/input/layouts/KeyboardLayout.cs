using System;
using System.Collections.Generic;
using Diesis.Contracts.Input;

namespace Diesis.Input.Layouts;

/// <summary>What the keys of a keyboard write.</summary>
/// <remarks>
/// A layout is four texts, one for each level (alone, with shift, with AltGr, with both), of the keys of the four rows from left to right. A space is no letter. A dead key is written
/// as the mark that it puts onto the next letter.
/// </remarks>
public sealed class KeyboardLayout
{
    /// <summary>Keys of the rows. In the third, the place left of Enter or above it; in the fourth, the one right of shift that American keyboards do not have.</summary>
    private static readonly KeyCode[] Keys =
    [
        KeyCode.Grave, KeyCode.Digit1, KeyCode.Digit2, KeyCode.Digit3, KeyCode.Digit4, KeyCode.Digit5, KeyCode.Digit6, KeyCode.Digit7, KeyCode.Digit8, KeyCode.Digit9, KeyCode.Digit0,
        KeyCode.Minus, KeyCode.Equals,
        KeyCode.Q, KeyCode.W, KeyCode.E, KeyCode.R, KeyCode.T, KeyCode.Y, KeyCode.U, KeyCode.I, KeyCode.O, KeyCode.P, KeyCode.LeftBracket, KeyCode.RightBracket,
        KeyCode.A, KeyCode.S, KeyCode.D, KeyCode.F, KeyCode.G, KeyCode.H, KeyCode.J, KeyCode.K, KeyCode.L, KeyCode.Semicolon, KeyCode.Apostrophe, KeyCode.Backslash,
        KeyCode.Less, KeyCode.Z, KeyCode.X, KeyCode.C, KeyCode.V, KeyCode.B, KeyCode.N, KeyCode.M, KeyCode.Comma, KeyCode.Period, KeyCode.Slash,
    ];

    private const int FirstOtherKey = 128, Levels = 4;

    /// <summary>By key and level.</summary>
    private readonly char[] _letters = new char[FirstOtherKey * Levels];

    /// <param name="rows">Each level's rows, one behind the other.</param>
    private KeyboardLayout(string name, bool hasAltGr, params string[] rows)
    {
        Name = name;
        HasAltGr = hasAltGr;
        for (int level = 0; level < rows.Length; level++)
        {
            for (int i = 0; i < Keys.Length; i++)
                if (rows[level][i] != ' ') _letters[(int)Keys[i] * Levels + level] = rows[level][i];
        }
    }

    /// <summary>As it is chosen by: us, uk, de, fr.</summary>
    public string Name { get; }

    /// <summary>The right Alt key chooses letters.</summary>
    public bool HasAltGr { get; }

    /// <summary>ANSI INCITS 154, as it is printed on keyboards today.</summary>
    public static readonly KeyboardLayout American = new("us", hasAltGr: false,
        "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'\\" + "\\zxcvbnm,./",
        "~!@#$%^&*()_+" + "QWERTYUIOP{}" + "ASDFGHJKL:\"|" + "|ZXCVBNM<>?");

    /// <summary>BS 4822, with the euro and the letters of Irish as Microsoft's "United Kingdom" (KBDUK) has them.</summary>
    public static readonly KeyboardLayout British = new("uk", hasAltGr: true,
        "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'#" + "\\zxcvbnm,./",
        "¬!\"£$%^&*()_+" + "QWERTYUIOP{}" + "ASDFGHJKL:@~" + "|ZXCVBNM<>?",
        "¦   €        " + "  é   úíó   " + "á           " + "           ",
        "             " + "  É   ÚÍÓ   " + "Á           " + "           ");

    /// <summary>DIN 2137-1, T1.</summary>
    public static readonly KeyboardLayout German = new("de", hasAltGr: true,
        "\u03021234567890ß\u0301" + "qwertzuiopü+" + "asdfghjklöä#" + "<yxcvbnm,.-",
        "°!\"§$%&/()=?\u0300" + "QWERTZUIOPÜ*" + "ASDFGHJKLÖÄ'" + ">YXCVBNM;:_",
        "  ²³   {[]}\\ " + "@ €        ~" + "            " + "|      µ   ");

    /// <summary>The usual AZERTY, NF Z 71-300's predecessor, as Microsoft's "French (Legacy)" (KBDFR) has it; tilde and grave are no dead keys with AltGr, as on Linux's console.</summary>
    public static readonly KeyboardLayout French = new("fr", hasAltGr: true,
        "²&é\"'(-è_çà)=" + "azertyuiop\u0302$" + "qsdfghjklmù*" + "<wxcvbn,;:!",
        " 1234567890°+" + "AZERTYUIOP\u0308£" + "QSDFGHJKLM%µ" + ">WXCVBN?./§",
        "  ~#{[|`\\^@]}" + "  €        ¤" + "            " + "           ");

    public static IReadOnlyList<KeyboardLayout> All { get; } = [American, British, German, French];

    /// <summary>That of a name; null when there is none.</summary>
    public static KeyboardLayout? Named(ReadOnlySpan<char> name)
    {
        foreach (KeyboardLayout layout in All)
            if (name.SequenceEqual(layout.Name)) return layout;
        return null;
    }

    /// <summary>What a key writes, or the mark of a dead key; '\0' for nothing.</summary>
    public char LetterOf(KeyCode key, bool isShifted, bool isAltGr)
    {
        // One place on the keyboard, two usages: HID Usage Tables 1.5, 10, note 2.
        if (key == KeyCode.Hash) key = KeyCode.Backslash;
        if (key == KeyCode.Space) return ' ';
        if ((int)key >= FirstOtherKey) return '\0';
        return _letters[(int)key * Levels + (isShifted ? 1 : 0) + (isAltGr ? 2 : 0)];
    }

    /// <summary>Caps lock is for it: shift makes a capital letter of it, and nothing else.</summary>
    public bool IsCapitalized(KeyCode key)
    {
        char small = LetterOf(key, isShifted: false, isAltGr: false);
        return small != '\0' && char.IsLower(small) && char.ToUpperInvariant(small) == LetterOf(key, isShifted: true, isAltGr: false);
    }
}
