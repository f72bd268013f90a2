using System;
using Diesis.Abi;
using Diesis.Communication.Rings;

namespace Diesis.Contracts.Serial;

/// <summary>A serial line: bytes there and back, as they are.</summary>
[Contract(SurvivesRestart = true)]
public interface ISerialLine
{
    /// <summary>Sends bytes, behind those that were sent before. It returns when the last of them is in the hands of the device.</summary>
    /// <returns><see cref="Status.TimedOut"/>: the device takes nothing; so much of it was not sent.</returns>
    Status Send([MaxLength(4096)] ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Has all that comes from now on come through this ring. There is one reader: who had a ring before reads its end, <see cref="Status.PeerClosed"/>. What comes while it is full is lost.
    /// </summary>
    /// <returns><see cref="Status.OutOfMemory"/>, <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>: there is no room for a ring.</returns>
    Status Receive(out ReadingEnd<byte> bytes);
}
