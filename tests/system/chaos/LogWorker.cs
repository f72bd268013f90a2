using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Log;

namespace Diesis.Tests.Systems;

/// <summary>Writes numbered lines, and finds each again that was written, as long as the log keeps it.</summary>
internal sealed class LogWorker() : Worker("log", LogContract.ExpectedHash)
{
    private readonly byte[] _text = new byte[4096];
    private LogClient _log;
    private ulong _number, _next;

    protected override Status Connect(Handle<Endpoint> endpoint) => LogClient.Connect(endpoint, out _log);

    protected override Status Call()
    {
        string text = $"line {++_number}";
        Span<byte> line = stackalloc byte[text.Length];
        for (int i = 0; i < line.Length; i++) line[i] = (byte)text[i];
        Status status = _log.Write(LogLevel.Trace, line);
        return status == Status.Ok ? Find(line) : status;
    }

    /// <summary>It is behind all that was read before, since nobody else knows its number.</summary>
    private Status Find(ReadOnlySpan<byte> line)
    {
        bool isThere = false;
        while (!isThere)
        {
            Status status = _log.Read(_next, _text, out int bytes, out ulong next);
            if (status != Status.Ok) return status;
            if (bytes == 0) break;
            for (int at = 0; at < bytes;)
            {
                LogLine head = MemoryMarshal.Read<LogLine>(_text.AsSpan(at));
                isThere |= _text.AsSpan(at + Unsafe.SizeOf<LogLine>(), head.Length).SequenceEqual(line);
                at += Unsafe.SizeOf<LogLine>() + head.Length;
            }
            _next = next;
        }
        if (!isThere) Complain($"line {_number} is not in the log");
        return Status.Ok;
    }

    protected override void Disconnect() => _log.Dispose();
}
