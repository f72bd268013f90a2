using System;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Rings;
using Diesis.Contracts.Serial;

namespace Diesis.Servers.Serial;

/// <summary>A serial line as its contract has it. One thread serves and hears of interrupts.</summary>
internal sealed class SerialService : ISerialLine, ISignalled
{
    private const ulong RingPages = 2;

    private readonly SerialPort? _port;
    private readonly byte[] _received = new byte[256];
    private RecordWriter<byte>? _reader;

    /// <param name="port">Null: this machine has none, and every call says so.</param>
    public SerialService(SerialPort? port)
    {
        _port = port;
        // What came before its interrupt was awaited keeps the next from coming.
        if (port is not null) Receive();
    }

    public bool IsDone => false;

    public Status Send(ReadOnlySpan<byte> bytes)
    {
        if (_port is null) return Status.NotSupported;
        ulong deadline = SerialPort.DeadlineOfStuck;
        while (!bytes.IsEmpty)
        {
            int sent = _port.Write(bytes);
            bytes = bytes.Slice(sent);
            if (sent > 0) deadline = SerialPort.DeadlineOfStuck;
            else if (Clock.Now > deadline) return Status.TimedOut;
            if (bytes.IsEmpty) break;
            _port.AwaitChange();
            Receive();
        }
        return Status.Ok;
    }

    public Status Receive(out ReadingEnd<byte> bytes)
    {
        bytes = default;
        if (_port is null) return Status.NotSupported;
        Status status = RingEnds.Create(Startup.Block.Budget, RingPages, out WritingEnd<byte> own, out bytes);
        if (status != Status.Ok) return status;
        Result<RecordWriter<byte>> opened = RecordWriter<byte>.Open(own);
        if (opened.Status != Status.Ok)
        {
            bytes.Release();
            return opened.Status;
        }
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
            count = _port!.Read(_received);
            _ = _reader?.Write(_received.AsSpan(0, count), out _, deadlineNs: 0);
        }
        while (count == _received.Length);
    }
}
