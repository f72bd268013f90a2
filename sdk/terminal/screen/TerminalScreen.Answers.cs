using System;
using System.Collections.Generic;
using Diesis.Terminals.Parsing;

namespace Diesis.Terminals.Screens;

// What programs ask a terminal, and are told as if it had been typed.
public sealed partial class TerminalScreen
{
    /// <summary>Who asks and does not read is answered no more.</summary>
    private const int MostAnswerBytes = 4096;

    private readonly List<byte> _answers = [];

    /// <summary>Takes what is to be sent to who reads the keys.</summary>
    public byte[] TakeAnswers()
    {
        if (_answers.Count == 0) return [];
        byte[] answers = _answers.ToArray();
        _answers.Clear();
        return answers;
    }

    /// <summary>DA1: a VT220 with ANSI's colours.</summary>
    private void AnswerAttributes(in ControlSequence sequence)
    {
        if (sequence.Number(0, 0) == 0) Answer("\e[?62;22c"u8);
    }

    /// <summary>DA2: a VT220, version 1, no keyboard option.</summary>
    private void AnswerSecondaryAttributes(in ControlSequence sequence)
    {
        if (sequence.Number(0, 0) == 0) Answer("\e[>1;1;0c"u8);
    }

    /// <summary>DSR: 5 asks whether all is well, 6 where the cursor is.</summary>
    private void AnswerStatus(int question)
    {
        if (question == 5) Answer("\e[0n"u8);
        else if (question == 6) AnswerPosition("\e["u8);
    }

    private void AnswerPosition(ReadOnlySpan<byte> start)
    {
        Answer(start);
        AnswerNumber(_cursor.Row - (_cursor.IsRelative ? _top : 0) + 1);
        Answer(";"u8);
        AnswerNumber(_cursor.Column + 1);
        Answer("R"u8);
    }

    private void AnswerSize()
    {
        Answer("\e[8;"u8);
        AnswerNumber(Rows);
        Answer(";"u8);
        AnswerNumber(Columns);
        Answer("t"u8);
    }

    /// <summary>DECRQM: 1 is on, 2 is off, 0 is not known (VT510 manual, DECRPM).</summary>
    private void AnswerMode(in ControlSequence sequence)
    {
        bool isPrivate = sequence.Marker != 0;
        int number = sequence.Number(0, 0);
        TerminalModes mode = ModeNumbered(number, isPrivate);
        bool? isOn = mode != TerminalModes.None ? Has(mode)
            : !isPrivate ? null
            : number switch { 6 => _cursor.IsRelative, 47 or 1047 or 1049 => IsAlternate, _ => null };
        Answer(isPrivate ? "\e[?"u8 : "\e["u8);
        AnswerNumber(number);
        Answer(isOn is null ? ";0$y"u8 : isOn.Value ? ";1$y"u8 : ";2$y"u8);
    }

    private void AnswerNumber(int number)
    {
        Span<byte> digits = stackalloc byte[10];
        if (number.TryFormat(digits, out int length)) Answer(digits.Slice(0, length));
    }

    private void Answer(ReadOnlySpan<byte> text)
    {
        if (_answers.Count + text.Length > MostAnswerBytes) return;
        foreach (byte unit in text) _answers.Add(unit);
    }
}
