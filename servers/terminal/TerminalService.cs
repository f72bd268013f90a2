using System;
using Diesis.Abi;
using Diesis.Communication.Events;
using Diesis.Communication.Rings;
using Diesis.Contracts.Terminals;

namespace Diesis.Servers.Terminals;

/// <summary>The terminal as its contract has it.</summary>
/// <param name="glass">Null: there is neither a screen nor a line, and every call says so.</param>
internal sealed class TerminalService(IGlass? glass, KeyStream keys) : ITerminal
{
    public Status Write(ReadOnlySpan<byte> text) => glass is null ? Status.NotSupported : glass.Write(text);

    public Status Read(out ReadingEnd<byte> typed)
    {
        typed = default;
        if (glass is null) return Status.NotSupported;
        Status status = keys.Open(out typed);
        if (status == Status.Ok) glass.BeginReading();
        return status;
    }

    public Status SetInterruptKey(InterruptKey key)
    {
        keys.SetInterruptKey(key);
        return Status.Ok;
    }

    public Status Measure(out TerminalSize size)
    {
        size = glass?.Measure() ?? default;
        return glass is null ? Status.NotSupported : Status.Ok;
    }

    public Status Watch(Subscriber<TerminalEvents> watcher) => keys.Watch(watcher);
}
