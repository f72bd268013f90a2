using System;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Communication.Rings;

namespace Diesis.Contracts.Terminals;

/// <summary>
/// What somebody sits at: a screen of cells and a keyboard, or a serial line to one. Both directions are UTF-8 with xterm's control sequences. The terminal edits no lines and echoes
/// nothing: that is for whoever reads the keys.
/// </summary>
/// <remarks>Keys go to one reader at a time, text comes from any number of writers.</remarks>
[Contract(SurvivesRestart = true)]
public interface ITerminal
{
    /// <summary>Shows text. When it returns, what was written before by whomever is shown before it.</summary>
    /// <param name="text">A sequence or a letter may be cut anywhere, and goes on with the next text, of whomever.</param>
    Status Write([MaxLength(4096)] ReadOnlySpan<byte> text);

    /// <summary>
    /// Takes the keyboard: what is typed from now on comes through this ring. Who had it before reads the end of theirs, <see cref="Status.PeerClosed"/>. A shell that lends the terminal to a
    /// program takes it back by calling this again. What is typed while the ring is full is lost.
    /// </summary>
    /// <returns><see cref="Status.OutOfMemory"/>, <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>: there is no room for a ring.</returns>
    Status Read(out ReadingEnd<byte> keys);

    /// <summary>Says what Ctrl-C is, for whoever takes the keyboard next, too.</summary>
    [Idempotent]
    Status SetInterruptKey(InterruptKey key);

    /// <summary>Tells how large it is now.</summary>
    [Idempotent]
    Status Measure(out TerminalSize size);

    /// <summary>Tells somebody of what happens from now on.</summary>
    /// <returns><see cref="Status.TableFull"/>: too many watch already.</returns>
    Status Watch(Subscriber<TerminalEvents> watcher);
}
