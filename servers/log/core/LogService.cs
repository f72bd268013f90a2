using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Contracts.Log;
using Diesis.Services;

namespace Diesis.Servers.Logging;

/// <summary>The log as its contract has it: keeps lines in memory that outlives it, and tells those who watch that there are new ones.</summary>
public sealed class LogService : ILog
{
    private const byte Replacement = (byte)'?';

    private readonly StateMemory _memory;
    private Subscribers<LogEvents> _watchers;

    public LogService(StateMemory memory)
    {
        _memory = memory;
        _ = LogStore.Recover(memory.Bytes);
    }

    public Status Write(LogLevel level, ReadOnlySpan<byte> text, Caller from = default)
    {
        Span<byte> clean = stackalloc byte[LogStore.MostTextBytes];
        int length = Math.Min(text.Length, clean.Length);
        for (int i = 0; i < length; i++) clean[i] = text[i] is < 0x20 or 0x7F ? Replacement : text[i];
        _ = Kernel.GetTime(out ulong now);
        _ = new LogStore(_memory.Bytes).Add(level, from.Badge, clean.Slice(0, length), now);
        _watchers.Tell(LogEvents.Written);
        return Status.Ok;
    }

    public Status Read(ulong first, Span<byte> text, out int bytes, out ulong next)
    {
        bytes = 0;
        next = first;
        LogStore store = new(_memory.Bytes);
        LogPosition position = new(first, 0);
        while (store.TryRead(ref position, out LogEntry entry))
        {
            int size = Unsafe.SizeOf<LogLine>() + entry.Text.Length;
            if (size > text.Length - bytes) break;
            var line = new LogLine { Number = entry.Number, TimeNs = entry.TimeNs, Source = entry.Source, Level = entry.Level, Length = (byte)entry.Text.Length };
            MemoryMarshal.Write(text.Slice(bytes), in line);
            entry.Text.CopyTo(text.Slice(bytes + Unsafe.SizeOf<LogLine>()));
            bytes += size;
            next = entry.Number + 1;
        }
        return Status.Ok;
    }

    public Status Watch(Subscriber<LogEvents> watcher) => _watchers.Add(watcher);
}
