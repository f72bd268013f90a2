using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Rings;
using Diesis.Contracts.Input;

namespace Diesis.Input.Drivers;

/// <summary>A driver's events on their way to who reads them (<see cref="IInputDevice.Read"/>). Nothing waits for who does not.</summary>
public sealed class InputStream
{
    private const ulong RingPages = 1;

    private RecordWriter<InputEvent>? _reader;
    private bool _hasLost;

    /// <summary>Has events from now on go to somebody else.</summary>
    public Status Open(out ReadingEnd<InputEvent> events)
    {
        Result<RecordWriter<InputEvent>> opened = RecordWriter<InputEvent>.Create(RingPages, out events);
        if (!opened.IsOk) return opened.Status;
        _reader?.Dispose();
        _reader = opened.Value;
        _hasLost = false;
        return Status.Ok;
    }

    public void Tell(InputEvent news)
    {
        if (_reader is null) return;
        if (_hasLost && !_reader.TryWrite(new InputEvent(news.TimeNs, InputKind.Lost, 0, 0))) return;
        _hasLost = !_reader.TryWrite(in news);
    }
}
