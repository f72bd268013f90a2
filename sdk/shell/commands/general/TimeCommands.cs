using System;

namespace Diesis.Shell.Commands.General;

/// <summary>Commands on time.</summary>
public static class TimeCommands
{
    /// <summary>What time it is, in UTC.</summary>
    [Command]
    public static DateTime Now() => DateTime.UtcNow;

    /// <summary>How long the system has been running.</summary>
    [Command]
    public static TimeSpan Uptime() => TimeSpan.FromMilliseconds(Environment.TickCount64);
}
