using System;
using Diesis.Abi;

namespace Diesis.Contracts.Devices;

/// <summary>A device that makes random bits. Whoever uses them mixes them with others: a device can be wrong, or on somebody else's side.</summary>
[Contract(SurvivesRestart = true)]
public interface IEntropySource
{
    /// <summary>Draws bits that nobody else is given.</summary>
    /// <param name="count">How many bytes came; the others are zeros. A source may have fewer than it is asked for, but has some.</param>
    /// <returns><see cref="Status.NotSupported"/>: this machine has no such device. <see cref="Status.TimedOut"/>: it does not answer.</returns>
    [Idempotent]
    Status Draw([MaxLength(64)] Span<byte> bytes, out uint count);
}
