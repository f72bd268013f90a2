using System;

namespace Diesis.Terminals.Parsing;

/// <summary>What a stream of text for a terminal consists of.</summary>
public interface ISequenceReceiver
{
    /// <summary>A letter, a combining mark: what is no control.</summary>
    void Print(uint point);

    /// <summary>A control character of C0. Those of C1 come as the escape sequences that they stand for.</summary>
    void Execute(byte control);

    /// <summary>ESC, intermediates, and a final byte.</summary>
    void Escape(in ControlSequence sequence);

    /// <summary>CSI, parameters, intermediates, and a final byte.</summary>
    void Control(in ControlSequence sequence);

    /// <summary>An operating system command, as UTF-8, as much of it as is kept.</summary>
    void Command(ReadOnlySpan<byte> text);
}
