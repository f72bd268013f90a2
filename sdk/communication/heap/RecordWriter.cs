using System;
using Diesis.Abi;

namespace Diesis.Communication.Rings;

/// <summary>The writing side of a stream: its end of the ring, opened. One thread at a time uses it.</summary>
public sealed unsafe class RecordWriter<T> : IDisposable where T : unmanaged
{
    private readonly WritingEnd<T> _end;
    private readonly MappedMemory _memory;
    private RingWriter<T> _writer;
    private bool _isDisposed;

    private RecordWriter(WritingEnd<T> end, MappedMemory memory)
    {
        _end = end;
        _memory = memory;
        // SAFETY: it is mapped until this is disposed of, after which the writer is not used.
        _writer = end.At(memory.Start, memory.Pages);
    }

    /// <summary>Makes a stream from this process to another.</summary>
    /// <param name="pages">As <see cref="RingEnds.Create"/>.</param>
    /// <param name="theirs">To be sent to who reads.</param>
    public static Result<RecordWriter<T>> Create(ulong pages, out ReadingEnd<T> theirs)
    {
        Status status = RingEnds.Create(Startup.Block.Budget, pages, out WritingEnd<T> own, out theirs);
        if (status != Status.Ok) return status;
        Result<RecordWriter<T>> opened = Open(own);
        if (opened.IsOk) return opened;
        theirs.Release();
        theirs = default;
        return opened;
    }

    /// <summary>Opens an end, which is the writer's from then on.</summary>
    /// <returns>Why its memory cannot be mapped. Then the end's handles are released.</returns>
    public static Result<RecordWriter<T>> Open(WritingEnd<T> end)
    {
        Status status = MappedMemory.Map(end.Memory, out MappedMemory memory);
        if (status == Status.Ok) return new RecordWriter<T>(end, memory);
        end.Release();
        return status;
    }

    /// <summary>Puts an item in, if there is room, and shows it.</summary>
    public bool TryWrite(in T item) => !_isDisposed && _writer.TryWrite(in item);

    /// <summary>Puts items in, shows them in batches, and waits for room as often as there is none.</summary>
    /// <param name="written">How many of them, also when it fails.</param>
    /// <returns><see cref="Status.PeerClosed"/>: the reader takes no more. As <see cref="RingWriter{T}.AwaitRoom"/>, otherwise.</returns>
    public Status Write(ReadOnlySpan<T> items, out int written, ulong deadlineNs = ulong.MaxValue)
    {
        written = 0;
        if (_isDisposed) return Status.BadState;
        Status status = _writer.IsGone ? Status.PeerClosed : Status.Ok;
        while (written != items.Length && status == Status.Ok)
        {
            int added = _writer.Add(items.Slice(written));
            written += added;
            if (added == 0) status = _writer.AwaitRoom(deadlineNs);
            else _writer.Publish();
        }
        return status;
    }

    /// <summary>Puts in no more. What was written can still be read.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _writer.Close();
        _memory.Unmap();
        _end.Release();
    }
}
