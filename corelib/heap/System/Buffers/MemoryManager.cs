using System.Runtime.InteropServices;

namespace System.Buffers;

/// <summary>Memory that somebody rents out, until it is disposed of.</summary>
public interface IMemoryOwner<T> : IDisposable
{
    Memory<T> Memory { get; }
}

public interface IPinnable
{
    MemoryHandle Pin(int elementIndex);
    void Unpin();
}

/// <summary>Memory that is pinned, and who is to be told that it need not be any more.</summary>
public unsafe struct MemoryHandle(void* pointer, GCHandle handle = default, IPinnable? pinnable = null) : IDisposable
{
    private void* _pointer = pointer;
    private GCHandle _handle = handle;
    private IPinnable? _pinnable = pinnable;

    public readonly void* Pointer => _pointer;

    public void Dispose()
    {
        if (_handle.IsAllocated) _handle.Free();
        _pinnable?.Unpin();
        _pinnable = null;
        _pointer = null;
    }
}

/// <summary>Has memory of any origin appear as a <see cref="Memory{T}"/>.</summary>
public abstract class MemoryManager<T> : IMemoryOwner<T>, IPinnable
{
    public virtual Memory<T> Memory => new(this, 0, GetSpan().Length);

    public abstract Span<T> GetSpan();
    public abstract MemoryHandle Pin(int elementIndex = 0);
    public abstract void Unpin();

    protected Memory<T> CreateMemory(int length) => new Memory<T>(this, 0, GetSpan().Length).Slice(0, length);
    protected Memory<T> CreateMemory(int start, int length) => new Memory<T>(this, 0, GetSpan().Length).Slice(start, length);

    protected internal virtual bool TryGetArray(out ArraySegment<T> segment)
    {
        segment = default;
        return false;
    }

    protected abstract void Dispose(bool disposing);

    void IDisposable.Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
}
