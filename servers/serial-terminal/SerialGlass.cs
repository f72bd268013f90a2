using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Rings;
using Diesis.Contracts.Serial;
using Diesis.Contracts.Terminals;
using Diesis.Services;
using Thread = System.Threading.Thread;

namespace Diesis.Servers.Terminals;

/// <summary>A terminal at the other end of a serial line, or an emulation of one: it shows what it is sent, and sends what is typed, as it is.</summary>
internal sealed class SerialGlass : IGlass
{
    private const int RetryMs = 100;

    /// <summary>Until nobody is taken to be there who says how large it is.</summary>
    private const ulong AnswerNs = 1_000_000_000;

    private static readonly TerminalSize UsualSize = new() { Columns = 80, Rows = 24 };

    private readonly object _gate = new();
    private readonly SizeQuestion _question = new();
    private readonly SerialLineClient _line;
    private readonly KeyStream _keys;
    private readonly bool _hasFixedSize;
    private TerminalSize _size;

    private SerialGlass(SerialLineClient line, KeyStream keys, TerminalSize size)
    {
        _line = line;
        _keys = keys;
        _hasFixedSize = size.Columns != 0;
        _size = _hasFixedSize ? size : UsualSize;
    }

    /// <param name="size">0 by 0: the other end is asked.</param>
    /// <returns>Null when there is no line: of all who drive some, none has one.</returns>
    public static SerialGlass? TryOpen(KeyStream keys, TerminalSize size)
    {
        for (uint number = 0; Service.Find(SerialLineContract.ExpectedHash, number, out Handle<Endpoint> endpoint) is var status && status != Status.NotSupported; number++)
        {
            if (status != Status.Ok || SerialLineClient.Connect(endpoint, out SerialLineClient line) != Status.Ok) continue;
            if (line.Receive(out ReadingEnd<byte> end) != Status.Ok) continue;
            var glass = new SerialGlass(line, keys, size);
            new Thread(() => glass.Run(end)) { IsBackground = true, Name = "serial" }.Start();
            return glass;
        }
        return null;
    }

    /// <summary>
    /// As the other end said last. It tells nobody when somebody makes its window larger: it is asked again each time that somebody wants to know, and if it then says something else, those who watch are
    /// told.
    /// </summary>
    public TerminalSize Measure()
    {
        Ask();
        lock (_gate) return _size;
    }

    public Status Write(ReadOnlySpan<byte> text) => _line.Send(text);

    /// <summary>Who begins to read may do so at another terminal than who did before.</summary>
    public void BeginReading() => Ask();

    private void Ask()
    {
        if (_hasFixedSize) return;
        lock (_gate)
        {
            // One answer is enough for all who ask meanwhile.
            if (_question.IsOpen) return;
            _question.Ask();
        }
        _ = _line.Send(SizeQuestion.Text);
    }

    private void Run(ReadingEnd<byte> end)
    {
        while (true)
        {
            if (RecordReader<byte>.Open(end) is { Status: Status.Ok } opened) Read(opened.Value);
            // The driver has gone; its next instance has another ring.
            do Thread.Sleep(RetryMs);
            while (_line.Receive(out end) != Status.Ok);
        }
    }

    /// <summary>Until there is an end.</summary>
    private void Read(RecordReader<byte> reader)
    {
        Span<byte> bytes = stackalloc byte[256];
        Status status;
        do
        {
            status = reader.Read(bytes, out int count, _question.IsOpen ? Clock.After(AnswerNs) : ulong.MaxValue);
            if (status == Status.Ok) Take(bytes.Slice(0, count));
            else if (status == Status.TimedOut) GiveUp();
        }
        while (status is Status.Ok or Status.TimedOut);
        reader.Dispose();
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        Span<byte> typed = stackalloc byte[SizeQuestion.MostTyped];
        bool isAnswered = false;
        foreach (byte value in bytes)
        {
            int count;
            lock (_gate)
            {
                bool wasOpen = _question.IsOpen;
                count = _question.Take(value, typed);
                isAnswered |= wasOpen && !_question.IsOpen;
            }
            _keys.Type(typed.Slice(0, count));
        }
        if (isAnswered) Resize();
    }

    private void GiveUp()
    {
        Span<byte> typed = stackalloc byte[SizeQuestion.MostTyped];
        int count;
        lock (_gate) count = _question.GiveUp(typed);
        _keys.Type(typed.Slice(0, count));
    }

    private void Resize()
    {
        lock (_gate)
        {
            if (_size.Columns == _question.Columns && _size.Rows == _question.Rows) return;
            _size = new TerminalSize { Columns = (ushort)_question.Columns, Rows = (ushort)_question.Rows };
        }
        _keys.Tell(TerminalEvents.Resized);
    }
}
