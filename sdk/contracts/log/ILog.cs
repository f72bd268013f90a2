using System;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Events;

namespace Diesis.Contracts.Log;

/// <summary>The log of the system: lines with a level, each from a source that the log service knows by the caller's badge.</summary>
[Contract(SurvivesRestart = true)]
public interface ILog
{
    /// <summary>Adds a line.</summary>
    /// <param name="text">UTF-8, without an end of line; control characters are replaced.</param>
    Status Write(LogLevel level, [MaxLength(240)] ReadOnlySpan<byte> text, [Caller] Caller from = default);

    /// <summary>Reads lines from a number on.</summary>
    /// <param name="first">The number of the first line wanted: that of the oldest that is kept if this one is not.</param>
    /// <param name="text">Takes as many whole lines as fit: <see cref="LogLine"/> and its text after it, one after the other.</param>
    /// <param name="next">The number to go on with.</param>
    [Idempotent]
    Status Read(ulong first, [MaxLength(4096)] Span<byte> text, out int bytes, out ulong next);

    /// <summary>Tells somebody of each line that comes from now on. The next instance of the service does not know of it: <c>Service.Watch</c> says when there is one.</summary>
    /// <returns><see cref="Status.TableFull"/>: too many watch already.</returns>
    Status Watch(Subscriber<LogEvents> watcher);
}
