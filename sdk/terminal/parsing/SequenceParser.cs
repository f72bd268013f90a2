using System;

namespace Diesis.Terminals.Parsing;

/// <summary>
/// Divides a stream of text into letters, controls and sequences. It never stops at what is wrong: a sequence that cannot be one is passed over to its end. The states are those that DEC's
/// terminals show (STD 070, chapter 3; Paul Williams, "A parser for DEC's ANSI-compatible video terminals", vt100.net/emu/dec_ansi_parser), over code points in place of bytes.
/// </summary>
/// <remarks>Texts of commands are kept up to <see cref="MostCommandBytes"/>; device control strings are passed over.</remarks>
public sealed class SequenceParser
{
    public const int MostCommandBytes = 1024;

    private const byte Bell = 0x07, Cancel = 0x18, Substitute = 0x1A, EscapeByte = 0x1B, Delete = 0x7F;

    private enum State : byte
    {
        Ground,
        Escape,
        EscapeIntermediate,
        Control,
        ControlParameters,
        ControlIntermediate,

        /// <summary>A control sequence that cannot be one, until its end.</summary>
        ControlIgnored,
        Command,

        /// <summary>Device control, start of string, privacy message, application command: until their end.</summary>
        StringIgnored,

        /// <summary>ESC inside of a string: the end of it, if a backslash follows.</summary>
        CommandEscape,
        StringEscape,
    }

    private readonly byte[] _command = new byte[MostCommandBytes];
    private int _commandBytes;
    private Utf8Reader _utf8;
    private ControlSequence _sequence;
    private State _state;

    /// <summary>Takes text as it comes, cut anywhere.</summary>
    public void Read(ReadOnlySpan<byte> text, ISequenceReceiver receiver)
    {
        foreach (byte unit in text)
        {
            bool isTaken;
            do
            {
                if (_utf8.TryNext(unit, out uint point, out isTaken)) Take(point, receiver);
            }
            while (!isTaken);
        }
    }

    private void Take(uint point, ISequenceReceiver receiver)
    {
        if (_state == State.Ground && point >= 0xA0)
        {
            receiver.Print(point);
            return;
        }
        // From anywhere: these end what was begun.
        if (point is Cancel or Substitute)
        {
            _state = State.Ground;
            receiver.Execute((byte)point);
            return;
        }
        if (point is >= 0x80 and < 0xA0)
        {
            TakeUpperControl((byte)point, receiver);
            return;
        }
        if (point == EscapeByte)
        {
            _state = _state switch { State.Command => State.CommandEscape, State.StringIgnored => State.StringEscape, _ => State.Escape };
            _sequence.Clear();
            return;
        }
        switch (_state)
        {
            case State.Ground: TakeGround((byte)point, receiver); break;
            case State.Command: TakeCommand(point, receiver); break;
            case State.StringIgnored: if (point == Bell) _state = State.Ground; break;
            case State.CommandEscape or State.StringEscape: TakeAfterString(point, receiver); break;
            default: TakeInSequence(point, receiver); break;
        }
    }

    private static void TakeGround(byte point, ISequenceReceiver receiver)
    {
        if (point < 0x20) receiver.Execute(point);
        else if (point != Delete) receiver.Print(point);
    }

    /// <summary>A control of C1 is ESC and a byte that is 0x40 less: ECMA-48, 5.3.</summary>
    private void TakeUpperControl(byte control, ISequenceReceiver receiver)
    {
        if (_state == State.Command && control == 0x9C) EndCommand(receiver);
        _sequence.Clear();
        _state = State.Escape;
        TakeEscape((byte)(control - 0x40), receiver);
    }

    private void TakeInSequence(uint point, ISequenceReceiver receiver)
    {
        if (point < 0x20)
        {
            // Controls act even in the middle of a sequence, which goes on behind them.
            receiver.Execute((byte)point);
            return;
        }
        if (point == Delete) return;
        if (point > Delete)
        {
            // A letter that no sequence has: the sequence is given up, the letter is not.
            _state = State.Ground;
            receiver.Print(point);
            return;
        }
        byte unit = (byte)point;
        if (_state is State.Escape or State.EscapeIntermediate) TakeEscape(unit, receiver);
        else TakeControl(unit, receiver);
    }

    private void TakeEscape(byte unit, ISequenceReceiver receiver)
    {
        if (unit < 0x30)
        {
            _sequence.AddIntermediate(unit);
            _state = State.EscapeIntermediate;
            return;
        }
        State next = _state == State.EscapeIntermediate ? State.Ground : (char)unit switch
        {
            '[' => State.Control,
            ']' => State.Command,
            'P' or 'X' or '^' or '_' => State.StringIgnored,
            _ => State.Ground,
        };
        _state = next;
        if (next == State.Command) _commandBytes = 0;
        if (next != State.Ground) return;
        _sequence.Final = unit;
        receiver.Escape(in _sequence);
    }

    private void TakeControl(byte unit, ISequenceReceiver receiver)
    {
        switch (unit)
        {
            case >= 0x40:
                bool isWhole = _state != State.ControlIgnored;
                _state = State.Ground;
                _sequence.Final = unit;
                if (isWhole) receiver.Control(in _sequence);
                return;
            case < 0x30:
                if (_state == State.ControlIgnored) return;
                _sequence.AddIntermediate(unit);
                _state = State.ControlIntermediate;
                return;
        }
        if (_state is State.ControlIntermediate or State.ControlIgnored || unit >= '<' && _state != State.Control)
        {
            _state = State.ControlIgnored;
            return;
        }
        _state = State.ControlParameters;
        if (unit >= '<') _sequence.Marker = unit;
        else if (unit is (byte)';' or (byte)':') _sequence.Separate(isPart: unit == ':');
        else _sequence.AddDigit(unit);
    }

    private void TakeCommand(uint point, ISequenceReceiver receiver)
    {
        if (point == Bell)
        {
            EndCommand(receiver);
            _state = State.Ground;
        }
        else if (point >= 0x20)
        {
            KeepInCommand(point);
        }
    }

    /// <summary>ESC \ ends a string (ECMA-48, 8.3.143: ST). Any other ESC ends it, too, and begins a sequence.</summary>
    private void TakeAfterString(uint point, ISequenceReceiver receiver)
    {
        if (_state == State.CommandEscape) EndCommand(receiver);
        _state = State.Escape;
        if (point == '\\') _state = State.Ground;
        else TakeInSequence(point, receiver);
    }

    private void EndCommand(ISequenceReceiver receiver)
        => receiver.Command(_command.AsSpan(0, _commandBytes));

    /// <summary>What does not fit is left out, by whole letters.</summary>
    private void KeepInCommand(uint point)
    {
        Span<byte> letter = stackalloc byte[4];
        int length = Utf8Letter.Write(point, letter);
        if (_commandBytes + length > MostCommandBytes) return;
        letter.Slice(0, length).CopyTo(_command.AsSpan(_commandBytes));
        _commandBytes += length;
    }
}
