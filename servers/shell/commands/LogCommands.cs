using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Log;
using Diesis.Services;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>A line of the log as the shell shows it.</summary>
[ShellRecord]
public sealed class LogRow(in LogLine line, string text)
{
    private readonly LogLine _line = line;

    public long Number => (long)_line.Number;
    public TimeSpan At => TimeSpan.FromTicks((long)(_line.TimeNs / 100));
    public LogLevel Level => _line.Level;
    public long Source => unchecked((long)_line.Source);
    public string Text { get; } = text;
}

/// <summary>Commands about the log of the system.</summary>
public static class LogCommands
{
    /// <summary>The lines of the log that are kept, the oldest first.</summary>
    [Command]
    public static LogRow[] Log(CommandContext context)
    {
        List<LogRow> rows = [];
        LogClient log = default;
        Status status = Service.Find(LogContract.ExpectedHash, out Handle<Endpoint> endpoint);
        if (status == Status.Ok) status = LogClient.Connect(endpoint, out log);
        if (status != Status.Ok)
        {
            context.Fail($"there is no log to ask: {status}");
            return [];
        }
        byte[] room = new byte[4096];
        ulong next = 0;
        while (!context.IsEnding)
        {
            status = log.Read(next, room, out int bytes, out ulong following);
            if (status != Status.Ok) context.Fail($"the log says {status}");
            if (status != Status.Ok || bytes == 0) break;
            Add(rows, room.AsSpan(0, bytes));
            next = following;
        }
        log.Dispose();
        return rows.ToArray();
    }

    private static void Add(List<LogRow> rows, ReadOnlySpan<byte> lines)
    {
        while (lines.Length >= Unsafe.SizeOf<LogLine>())
        {
            LogLine line = MemoryMarshal.Read<LogLine>(lines);
            lines = lines.Slice(Unsafe.SizeOf<LogLine>());
            if (line.Length > lines.Length) return;
            rows.Add(new LogRow(line, Encoding.UTF8.GetString(lines.Slice(0, line.Length))));
            lines = lines.Slice(line.Length);
        }
    }

    /// <summary>Adds a line to the log.</summary>
    [Command]
    public static void WriteLog(CommandContext context, string text)
    {
        LogClient log = default;
        Status status = Service.Find(LogContract.ExpectedHash, out Handle<Endpoint> endpoint);
        if (status == Status.Ok) status = LogClient.Connect(endpoint, out log);
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        if (status == Status.Ok) status = log.Write(LogLevel.Information, bytes.Slice(0, Math.Min(bytes.Length, 240)));
        log.Dispose();
        if (status != Status.Ok) context.Fail($"nothing was written: {status}");
    }
}
