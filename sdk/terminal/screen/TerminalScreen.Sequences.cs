using System;
using System.Text;
using Diesis.Terminals.Parsing;

namespace Diesis.Terminals.Screens;

// Which sequence does what: ECMA-48, 8.3; VT510 manual, chapter 5; xterm's ctlseqs.
public sealed partial class TerminalScreen
{
    void ISequenceReceiver.Escape(in ControlSequence sequence)
    {
        switch ((char)sequence.Intermediate, (char)sequence.Final)
        {
            case ('\0', 'D'): GoDown(); break;
            case ('\0', 'E'):
                _cursor.Column = 0;
                GoDown();
                break;
            case ('\0', 'H'): _tabs[_cursor.Column] = true; break;
            case ('\0', 'M'): GoUp(); break;
            case ('\0', 'Z'): AnswerAttributes(in sequence); break;
            case ('\0', '7'): _saved = _cursor; break;
            case ('\0', '8'): RestoreCursor(); break;
            case ('\0', 'c'): Reset(); break;
            case ('\0', '='): Set(TerminalModes.ApplicationKeypad, true); break;
            case ('\0', '>'): Set(TerminalModes.ApplicationKeypad, false); break;
            case ('#', '8'): FillForAdjustment(); break;
            case ('(', _): _cursor.First = SetNamed(sequence.Final); break;
            case (')', _): _cursor.Second = SetNamed(sequence.Final); break;
        }
    }

    private static CharacterSet SetNamed(byte final)
        => (char)final switch { '0' => CharacterSet.Graphics, 'A' => CharacterSet.British, _ => CharacterSet.Ascii };

    void ISequenceReceiver.Control(in ControlSequence sequence)
    {
        if (sequence.HasTwo) return;
        switch ((char)sequence.Marker, (char)sequence.Intermediate)
        {
            case ('\0', '\0'): DoStandard(in sequence); break;
            case ('?', '\0'): DoPrivate(in sequence); break;
            case ('>', '\0') when sequence.Final == 'c': AnswerSecondaryAttributes(in sequence); break;
            case ('\0', '!') when sequence.Final == 'p': ResetSoftly(); break;
            // DECSCUSR: odd styles and 0 blink.
            case ('\0', ' ') when sequence.Final == 'q': Set(TerminalModes.CursorBlinks, sequence.Number(0, 0) is 0 or 1 or 3 or 5); break;
            case ('\0' or '?', '$') when sequence.Final == 'p': AnswerMode(in sequence); break;
        }
    }

    private void DoStandard(in ControlSequence sequence)
    {
        int count = sequence.CountOf(0);
        ScreenLine line = _lines[_cursor.Row];
        switch ((char)sequence.Final)
        {
            case '@': line.Insert(_cursor.Column, count, _cursor.Pen); StayBeforeEnd(); break;
            case 'A': MoveUp(count, _cursor.Column); break;
            case 'B' or 'e': MoveDown(count, _cursor.Column); break;
            case 'C' or 'a': MoveTo(_cursor.Row, _cursor.Column + count); break;
            case 'D': MoveTo(_cursor.Row, _cursor.Column - count); break;
            case 'E': MoveDown(count, 0); break;
            case 'F': MoveUp(count, 0); break;
            case 'G' or '`': MoveTo(_cursor.Row, count - 1); break;
            case 'H' or 'f': MoveToPlace(count - 1, sequence.CountOf(1) - 1); break;
            case 'I': MoveTo(_cursor.Row, NextTab(_cursor.Column, Math.Min(count, Columns))); break;
            case 'J': EraseScreen(sequence.Number(0, 0)); break;
            case 'K': EraseLine(sequence.Number(0, 0)); break;
            case 'L': InsertLines(count); break;
            case 'M': DeleteLines(count); break;
            case 'P': line.Delete(_cursor.Column, count, _cursor.Pen); StayBeforeEnd(); break;
            case 'S': ScrollUp(_top, count); break;
            case 'T' when sequence.Count <= 1: ScrollDown(_top, count); break;
            case 'X': line.Erase(_cursor.Column, Math.Min(_cursor.Column + count, Columns), _cursor.Pen); StayBeforeEnd(); break;
            case 'Z': MoveTo(_cursor.Row, NextTab(_cursor.Column, -Math.Min(count, Columns))); break;
            case 'b': RepeatLetter(count); break;
            case 'c': AnswerAttributes(in sequence); break;
            case 'd': MoveToPlace(count - 1, _cursor.Column); break;
            case 'g': ClearTabs(sequence.Number(0, 0)); break;
            case 'h' or 'l': SetModes(in sequence, sequence.Final == 'h'); break;
            case 'm': ChoosePen(in sequence); break;
            case 'n': AnswerStatus(sequence.Number(0, 0)); break;
            case 'r': SetMargins(count - 1, sequence.Number(1, Rows)); break;
            case 's': _saved = _cursor; break;
            case 't' when sequence.Number(0, 0) == 18: AnswerSize(); break;
            case 'u': RestoreCursor(); break;
        }
    }

    /// <summary>Changes in a line do not go on in the next one.</summary>
    private void StayBeforeEnd() => _cursor.IsPastEnd = false;

    private void DoPrivate(in ControlSequence sequence)
    {
        switch ((char)sequence.Final)
        {
            case 'h' or 'l': SetPrivateModes(in sequence, sequence.Final == 'h'); break;
            // What is protected from erasing cannot be written here, so these erase all.
            case 'J': EraseScreen(sequence.Number(0, 0)); break;
            case 'K': EraseLine(sequence.Number(0, 0)); break;
            case 'n' when sequence.Number(0, 0) == 6: AnswerPosition("\e[?"u8); break;
        }
    }

    private void SetModes(in ControlSequence sequence, bool isOn)
    {
        for (int i = 0; i < sequence.Count; i++)
        {
            if (ModeNumbered(sequence.Number(i, 0), isPrivate: false) is var mode && mode != TerminalModes.None) Set(mode, isOn);
        }
    }

    private static TerminalModes ModeNumbered(int number, bool isPrivate) => (isPrivate, number) switch
    {
        (false, 4) => TerminalModes.Insert,
        (false, 20) => TerminalModes.NewLine,
        (true, 1) => TerminalModes.ApplicationCursor,
        (true, 5) => TerminalModes.Reverse,
        (true, 7) => TerminalModes.AutoWrap,
        (true, 12) => TerminalModes.CursorBlinks,
        (true, 25) => TerminalModes.CursorShown,
        (true, 66) => TerminalModes.ApplicationKeypad,
        (true, 2004) => TerminalModes.BracketedPaste,
        _ => TerminalModes.None,
    };

    private void SetPrivateModes(in ControlSequence sequence, bool isOn)
    {
        for (int i = 0; i < sequence.Count; i++)
        {
            int number = sequence.Number(i, 0);
            if (ModeNumbered(number, isPrivate: true) is var mode && mode != TerminalModes.None) Set(mode, isOn);
            else SetOtherMode(number, isOn);
        }
    }

    private void SetOtherMode(int number, bool isOn)
    {
        switch (number)
        {
            case 6:
                _cursor.IsRelative = isOn;
                MoveToPlace(0, 0);
                break;
            case 47 or 1047:
                if (!isOn && IsAlternate && number == 1047) EraseScreen(2);
                ShowAlternate(isOn);
                break;
            case 1048 when isOn: _saved = _cursor; break;
            case 1048: RestoreCursor(); break;
            case 1049 when isOn:
                if (IsAlternate) break;
                _saved = _cursor;
                ShowAlternate(isShown: true);
                EraseScreen(2);
                break;
            case 1049:
                ShowAlternate(isShown: false);
                RestoreCursor();
                break;
        }
    }

    /// <summary>DECRC: at the beginning, what it is then.</summary>
    private void RestoreCursor()
    {
        _cursor = _saved;
        _cursor.Row = Math.Min(_cursor.Row, Rows - 1);
        _cursor.Column = Math.Min(_cursor.Column, Columns - 1);
    }

    /// <summary>DECSTR: VT510 manual, 5, table "Soft Terminal Reset".</summary>
    private void ResetSoftly()
    {
        Modes = InitialModes;
        _cursor.Pen = default;
        _cursor.IsRelative = false;
        _cursor.First = _cursor.Second = CharacterSet.Ascii;
        _cursor.UsesSecond = false;
        _saved = default;
        ResetMargins();
    }

    private void RepeatLetter(int count)
    {
        if (_lastLetter == 0) return;
        // More than the screen holds makes no difference to it.
        for (int i = Math.Min(count, Columns * Rows); i > 0; i--) ((ISequenceReceiver)this).Print(_lastLetter);
    }

    /// <summary>OSC 0 and 2: the title.</summary>
    void ISequenceReceiver.Command(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 2 && text[0] is (byte)'0' or (byte)'2' && text[1] == ';') Title = Encoding.UTF8.GetString(text.Slice(2));
    }
}
