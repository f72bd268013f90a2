using System;
using Diesis.Contracts.Log;

namespace Diesis.Servers.Logging;

/// <summary>A line of the log.</summary>
public readonly ref struct LogEntry
{
    /// <summary>Counts all lines that there ever were: from a gap a reader sees how many it missed.</summary>
    public ulong Number { get; init; }

    /// <summary>On the kernel's clock, when the line came.</summary>
    public ulong TimeNs { get; init; }

    public LogLevel Level { get; init; }

    /// <summary>Who wrote it, by the number that init has given it: nobody can write in the name of another.</summary>
    public ulong Source { get; init; }

    public ReadOnlySpan<byte> Text { get; init; }
}
