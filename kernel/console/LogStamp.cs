using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Console;

/// <summary>What stands before the text of a line: <c>[    0.001234 c0] </c>, seconds since boot and the core.</summary>
internal static class LogStamp
{
    private const ulong NanosecondsPerMicrosecond = 1_000;
    private const ulong MicrosecondsPerSecond = 1_000_000;

    public static LogLine Of(ulong nanoseconds, CoreNumber core, LogLevel level)
    {
        ulong microseconds = nanoseconds / NanosecondsPerMicrosecond;
        LogLine stamp = $"[{microseconds / MicrosecondsPerSecond,5}.{microseconds % MicrosecondsPerSecond:d6} c{core}] ";
        // The colour says it on a screen; a line of plain text has to.
        if (level == LogLevel.Warning) stamp.AppendLiteral("warning: ");
        if (level == LogLevel.Error) stamp.AppendLiteral("error: ");
        return stamp;
    }
}
