using System;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Rings;
using Diesis.Contracts.Serial;

namespace Diesis.Drivers.Serial;

/// <summary>A serial line as its contract has it. One thread serves and hears of interrupts.</summary>
internal sealed class SerialLineService : ISerialLine, ISignalled
{
    private const ulong RingPages = 2;

    /// <summary>A device that takes nothing for so long is not waited for.</summary>
    private const ulong StuckNs = 1_000_000_000;

    private readonly ISerialDevice? _device;
    private readonly byte[] _received = new byte[256];
    private RecordWriter<byte>? _reader;

    /// <param name="device">Null: this machine has none, and every call says so.</param>
    public SerialLineService(ISerialDevice? device)
    {
        _device = device;
        // What came before its interrupt was awaited keeps the next from coming.
        if (device is not null) Receive();
    }

    public bool IsDone => false;

    public Status Send(ReadOnlySpan<byte> bytes)
    {
        if (_device is null) return Status.NotSupported;
        ulong deadline = Clock.After(StuckNs);
        while (!bytes.IsEmpty)
        {
            int sent = _device.Write(bytes);
            bytes = bytes.Slice(sent);
            if (sent > 0) deadline = Clock.After(StuckNs);
            else if (Clock.Now > deadline) return Status.TimedOut;
            if (bytes.IsEmpty) break;
            _device.AwaitChange();
            Receive();
        }
        return Status.Ok;
    }

    public Status Receive(out ReadingEnd<byte> bytes)
    {
        bytes = default;
        if (_device is null) return Status.NotSupported;
        Result<RecordWriter<byte>> opened = RecordWriter<byte>.Create(RingPages, out bytes);
        if (!opened.IsOk) return opened.Status;
        _reader?.Dispose();
        _reader = opened.Value;
        return Status.Ok;
    }

    public void Signalled(ulong bits) => Receive();

    private void Receive()
    {
        int count;
        do
        {
            count = _device!.Read(_received);
            _ = _reader?.Write(_received.AsSpan(0, count), out _, deadlineNs: 0);
        }
        while (count == _received.Length);
    }
}
