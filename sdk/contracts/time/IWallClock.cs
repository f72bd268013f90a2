using Diesis.Abi;

namespace Diesis.Contracts.Time;

/// <summary>What time it is in the world, to be set. Programs read it without a call: <c>DateTime.UtcNow</c>.</summary>
[Contract(SurvivesRestart = true)]
public interface IWallClock
{
    /// <summary>Reads the clock that goes on while the machine is off.</summary>
    /// <param name="unixSeconds">Since 1970, UTC.</param>
    /// <returns><see cref="Status.NotSupported"/>: this machine has none that is driven here. <see cref="Status.TimedOut"/>: it does not let itself be read. <see cref="Status.BadState"/>: what it says is no time.</returns>
    [Idempotent]
    Status ReadBattery(out ulong unixSeconds);

    /// <summary>Has all programs see this time from now on, and the clock that goes on while the machine is off.</summary>
    /// <param name="unixNanoseconds">Since 1970, UTC.</param>
    /// <returns>
    /// <see cref="Status.OutOfRange"/>: before 1970, or before the machine started, or in a century that no clock keeps (after 2199). Otherwise programs see it, and this is about the other clock:
    /// <see cref="Status.TimedOut"/>: it does not let itself be set. Where there is none, that is <see cref="Status.Ok"/>.
    /// </returns>
    [Idempotent]
    Status Set(ulong unixNanoseconds);
}
