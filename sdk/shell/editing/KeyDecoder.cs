using System;
using System.Text;

namespace Diesis.Shell.Editing;

/// <summary>
/// Makes keys of the bytes that a terminal sends: UTF-8 with control characters and xterm's sequences ("XTerm Control Sequences", "PC-Style Function Keys" and "Bracketed Paste Mode"). Keys are those that
/// Emacs and readline have made customary. Bytes that are no UTF-8 become replacement characters; sequences that nobody knows become nothing.
/// </summary>
public sealed class KeyDecoder
{
    private const int MostSequence = 32, MostPaste = 64 * 1024;
    private const byte Escape = 0x1b;
    private const string PasteEnd = "\e[201~";

    private readonly byte[] _character = new byte[4];
    private readonly StringBuilder _sequence = new();
    private readonly StringBuilder _paste = new();
    private int _characterLength;
    private bool _isPasting;
    private bool _wasReturn;

    /// <summary>Takes a byte.</summary>
    /// <returns>False if it takes more of them to make a key.</returns>
    public bool TryDecode(byte next, out Key key)
    {
        key = default;
        if (_sequence.Length > 0 && _characterLength == 0) return TryGoOn(next, out key);
        if (next == Escape && _characterLength == 0)
        {
            _sequence.Append((char)next);
            return false;
        }
        if (!TryReadCharacter(next, out string text)) return false;
        if (_isPasting)
        {
            AppendPasted(text);
            return false;
        }
        key = text.Length == 1 && char.IsControl(text[0]) ? new Key(ControlKey(text[0])) : new Key(KeyKind.Text, text);
        // What sends CR and LF for Enter has pressed it once.
        bool isSecond = _wasReturn && text == "\n";
        _wasReturn = text == "\r";
        return !isSecond;
    }

    private bool TryReadCharacter(byte next, out string text)
    {
        text = "";
        bool isContinuation = (next & 0xc0) == 0x80;
        if (_characterLength > 0 && !isContinuation)
        {
            // What came before was cut off: it is given up for this one.
            _characterLength = 0;
        }
        _character[_characterLength++] = next;
        var status = Rune.DecodeFromUtf8(_character.AsSpan(0, _characterLength), out Rune rune, out _);
        if (status == System.Buffers.OperationStatus.NeedMoreData) return false;
        _characterLength = 0;
        text = rune.ToString();
        return true;
    }

    private bool TryGoOn(byte next, out Key key)
    {
        key = default;
        if (next == Escape && _sequence.Length == 1 && !_isPasting)
        {
            _sequence.Clear();
            key = new Key(KeyKind.Abort);
            return true;
        }
        _sequence.Append((char)next);
        bool isControl = _sequence[1] is '[' or 'O';
        bool isOver = !isControl || _sequence.Length > 2 && next is >= 0x40 and <= 0x7e || _sequence.Length >= MostSequence;
        if (!isOver) return false;
        string sequence = _sequence.ToString();
        _sequence.Clear();
        if (_isPasting)
        {
            _isPasting = sequence != PasteEnd;
            if (!_isPasting) key = new Key(KeyKind.Paste, _paste.ToString());
            return !_isPasting;
        }
        if (sequence == "\e[200~")
        {
            _isPasting = true;
            _paste.Clear();
            return false;
        }
        key = new Key(SequenceKey(sequence));
        return key.Kind != KeyKind.Unknown;
    }

    private void AppendPasted(string text)
    {
        if (_paste.Length >= MostPaste) return;
        if (text == "\r") _paste.Append('\n');
        else if (text is "\n" or "\t" || !char.IsControl(text[0])) _paste.Append(text);
    }

    private static KeyKind ControlKey(char control) => control switch
    {
        '\r' or '\n' => KeyKind.Enter,
        '\t' => KeyKind.Tab,
        '\x7f' or '\b' => KeyKind.Backspace,
        '\x01' => KeyKind.Home,
        '\x02' => KeyKind.Left,
        '\x03' => KeyKind.Interrupt,
        '\x04' => KeyKind.EndOfInput,
        '\x05' => KeyKind.End,
        '\x06' => KeyKind.Right,
        '\x07' => KeyKind.Abort,
        '\x0b' => KeyKind.KillToEnd,
        '\x0c' => KeyKind.Redraw,
        '\x0e' => KeyKind.Down,
        '\x10' => KeyKind.Up,
        '\x12' => KeyKind.Search,
        '\x14' => KeyKind.Swap,
        '\x15' => KeyKind.KillToStart,
        '\x17' => KeyKind.KillWordLeft,
        '\x19' => KeyKind.Yank,
        _ => KeyKind.Unknown,
    };

    /// <summary>A modifier is a number behind a semicolon, one more than its bits: 5 is Ctrl, 3 is Alt.</summary>
    private static KeyKind SequenceKey(string sequence) => sequence switch
    {
        "\e[A" or "\eOA" => KeyKind.Up,
        "\e[B" or "\eOB" => KeyKind.Down,
        "\e[C" or "\eOC" => KeyKind.Right,
        "\e[D" or "\eOD" => KeyKind.Left,
        "\e[H" or "\eOH" or "\e[1~" or "\e[7~" => KeyKind.Home,
        "\e[F" or "\eOF" or "\e[4~" or "\e[8~" => KeyKind.End,
        "\e[3~" => KeyKind.Delete,
        "\e[1;5C" or "\e[1;3C" or "\ef" => KeyKind.WordRight,
        "\e[1;5D" or "\e[1;3D" or "\eb" => KeyKind.WordLeft,
        "\e[3;5~" or "\e[3;3~" or "\ed" => KeyKind.KillWordRight,
        "\e\x7f" or "\e\b" => KeyKind.KillWordLeft,
        "\e\r" or "\e\n" => KeyKind.NewLine,
        _ => KeyKind.Unknown,
    };
}
