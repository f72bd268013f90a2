using System;
using Diesis.Abi;

namespace Diesis.Communication.Rings;

/// <summary>The reading side of a stream: its end of the ring, opened. One thread at a time uses it.</summary>
public sealed unsafe class RecordReader<T> : IDisposable where T : unmanaged
{
    private readonly ReadingEnd<T> _end;
    private readonly MappedMemory _memory;
    private RingReader<T> _reader;
    private bool _isDisposed;

    private RecordReader(ReadingEnd<T> end, MappedMemory memory)
    {
        _end = end;
        _memory = memory;
        // SAFETY: it is mapped until this is disposed of, after which the reader is not used.
        _reader = end.At(memory.Start, memory.Pages);
    }

    /// <summary>Opens an end, which is the reader's from then on.</summary>
    /// <returns>Why its memory cannot be mapped. Then the end's handles are released.</returns>
    public static Result<RecordReader<T>> Open(ReadingEnd<T> end)
    {
        Status status = MappedMemory.Map(end.Memory, out MappedMemory memory);
        if (status == Status.Ok) return new RecordReader<T>(end, memory);
        end.Release();
        return status;
    }

    /// <summary>Takes out an item, if there is one.</summary>
    public bool TryRead(out T item)
    {
        item = default;
        return !_isDisposed && _reader.TryRead(out item);
    }

    /// <summary>Takes out what there is, and waits when there is nothing.</summary>
    /// <param name="count">How many items: at least one.</param>
    /// <returns><see cref="Status.PeerClosed"/>: everything was read, and nothing comes any more. As <see cref="RingReader{T}.AwaitItems"/>, otherwise.</returns>
    public Status Read(Span<T> into, out int count, ulong deadlineNs = ulong.MaxValue)
    {
        count = 0;
        if (_isDisposed || into.IsEmpty) return Status.BadState;
        Status status;
        // What there was may be gone when it is to be read.
        do
        {
            status = _reader.AwaitItems(deadlineNs);
            if (status == Status.Ok) count = _reader.Read(into);
        }
        while (status == Status.Ok && count == 0);
        return status;
    }

    /// <summary>Takes out no more: the writer hears of it.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _reader.Close();
        _memory.Unmap();
        _end.Release();
    }
}
