using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Log;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>A line of the log as the shell shows it.</summary>
[ShellRecord]
public sealed class LogRow(in LogLine line, string source, string text)
{
    private readonly LogLine _line = line;

    public long Number => (long)_line.Number;
    public TimeSpan At => TimeSpan.FromTicks((long)(_line.TimeNs / 100));
    public LogLevel Level => _line.Level;

    /// <summary>The service that wrote it, or its badge.</summary>
    public string Source { get; } = source;
    public string Text { get; } = text;
}

/// <summary>Commands about the log of the system.</summary>
public static class LogCommands
{
    /// <summary>How late a line may be seen that comes while somebody follows the log.</summary>
    private const int LookMs = 200;

    /// <summary>The lines of the log that are kept, the oldest first.</summary>
    /// <param name="level">trace, information, warning or error: lines that matter less are left out</param>
    /// <param name="source">the service that wrote them; nothing for all</param>
    /// <example>log("warning") | last(10)</example>
    [Command]
    public static IEnumerable<LogRow> Log(CommandContext context, string level = "trace", string source = "") => Read(context, level, source, doesFollow: false);

    /// <summary>As log, and then each line as it comes, until Ctrl-C.</summary>
    /// <param name="level">as for log</param>
    /// <param name="source">as for log</param>
    /// <example>follow() | where(l =&gt; l.text.contains("vfs"))</example>
    [Command]
    public static IEnumerable<LogRow> Follow(CommandContext context, string level = "trace", string source = "") => Read(context, level, source, doesFollow: true);

    private static IEnumerable<LogRow> Read(CommandContext context, string level, string source, bool doesFollow)
    {
        if (!TryLevel(context, level, out LogLevel least)) yield break;
        List<ServiceInfo> services = Clients.Services(context);
        ulong next = 0;
        byte[] room = new byte[4096];
        while (!context.IsEnding)
        {
            List<LogRow> rows = [];
            if (!TryRead(context, services, rows, room, ref next)) break;
            foreach (LogRow row in rows) if (row.Level >= least && (source == "" || row.Source == source)) yield return row;
            if (rows.Count > 0) continue;
            if (!doesFollow || !context.TrySleep(TimeSpan.FromMilliseconds(LookMs))) break;
        }
    }

    private static bool TryLevel(CommandContext context, string name, out LogLevel found)
    {
        for (found = LogLevel.Trace; found <= LogLevel.Error; found++) if (string.Equals(found.ToString(), name, StringComparison.OrdinalIgnoreCase)) return true;
        context.Fail($"there is no level '{name}': trace, information, warning, error");
        return false;
    }

    /// <summary>A conversation for each part: whoever follows does so for hours, and may forget it.</summary>
    private static bool TryRead(CommandContext context, List<ServiceInfo> services, List<LogRow> rows, byte[] room, ref ulong next)
    {
        if (!TryOpen(context, out LogClient log)) return false;
        Status status = log.Read(next, room, out int bytes, out ulong following);
        log.Dispose();
        if (status != Status.Ok) context.Fail($"the log says {status}");
        if (status != Status.Ok) return false;
        ReadOnlySpan<byte> lines = room.AsSpan(0, Math.Min(bytes, room.Length));
        while (lines.Length >= Unsafe.SizeOf<LogLine>())
        {
            LogLine line = MemoryMarshal.Read<LogLine>(lines);
            lines = lines.Slice(Unsafe.SizeOf<LogLine>());
            if (line.Length > lines.Length) break;
            rows.Add(new LogRow(line, Clients.NameOf(line.Source, services), Encoding.UTF8.GetString(lines.Slice(0, line.Length))));
            lines = lines.Slice(line.Length);
        }
        next = following;
        return true;
    }

    /// <summary>Adds a line to the log.</summary>
    /// <param name="level">as for log</param>
    /// <example>writeLog("here I was")</example>
    [Command]
    public static void WriteLog(CommandContext context, string text, string level = "information")
    {
        const int most = 240;
        if (!TryLevel(context, level, out LogLevel found) || !TryOpen(context, out LogClient log)) return;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Status status = bytes.Length <= most ? log.Write(found, bytes) : Status.BadArgument;
        log.Dispose();
        if (status != Status.Ok) context.Fail(bytes.Length > most ? $"a line of the log has {most} bytes at most" : $"nothing was written: {status}");
    }

    private static bool TryOpen(CommandContext context, out LogClient log)
    {
        log = default;
        if (!Connections.TryFind(context, LogContract.ExpectedHash, out var endpoint)) return false;
        Status status = LogClient.Connect(endpoint, out log);
        _ = Kernel.Release(endpoint);
        return Connections.Succeeds(context, status, LogContract.ExpectedHash);
    }
}
