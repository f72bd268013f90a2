using System;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Communication.Rings;
using Diesis.Contracts.Terminals;

namespace Diesis.Servers.Terminals;

/// <summary>What is typed, on its way to who reads it, and those who are told of what happens. Any thread uses it.</summary>
internal sealed class KeyStream
{
    private const ulong RingPages = 1;
    private const byte ControlC = 3;

    private readonly object _gate = new();
    private RecordWriter<byte>? _reader;
    private Subscribers<TerminalEvents> _watchers;
    private InterruptKey _interruptKey;

    public void SetInterruptKey(InterruptKey key)
    {
        lock (_gate) _interruptKey = key;
    }

    /// <summary>Has what is typed from now on go to somebody else.</summary>
    public Status Open(out ReadingEnd<byte> keys)
    {
        Result<RecordWriter<byte>> opened = RecordWriter<byte>.Create(RingPages, out keys);
        if (!opened.IsOk) return opened.Status;
        lock (_gate)
        {
            _reader?.Dispose();
            _reader = opened.Value;
        }
        return Status.Ok;
    }

    public Status Watch(Subscriber<TerminalEvents> watcher)
    {
        lock (_gate) return _watchers.Add(watcher);
    }

    public void Tell(TerminalEvents events)
    {
        lock (_gate) _watchers.Tell(events);
    }

    /// <summary>Sends on what was typed.</summary>
    public void Type(ReadOnlySpan<byte> typed)
    {
        lock (_gate)
        {
            for (int at; _interruptKey == InterruptKey.IsTold && (at = typed.IndexOf(ControlC)) >= 0; typed = typed.Slice(at + 1))
            {
                Send(typed.Slice(0, at));
                _watchers.Tell(TerminalEvents.Interrupted);
            }
            Send(typed);
        }
    }

    /// <summary>Sends on an answer of the terminal, which is no key.</summary>
    public void Answer(ReadOnlySpan<byte> answer)
    {
        lock (_gate) Send(answer);
    }

    /// <summary>What belongs together is shown to the reader together. Nothing waits for who does not read.</summary>
    private void Send(ReadOnlySpan<byte> bytes) => _ = _reader?.Write(bytes, out _, deadlineNs: 0);
}
