using Internal.Runtime.CompilerHelpers;

namespace System.Buffers;

/// <summary>Memory for rent.</summary>
public abstract class MemoryPool<T> : IDisposable
{
    public static MemoryPool<T> Shared { get; } = new ArrayMemoryPool<T>();

    public abstract int MaxBufferSize { get; }

    /// <param name="minBufferSize">-1 for whatever is usual.</param>
    public abstract IMemoryOwner<T> Rent(int minBufferSize = -1);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

/// <summary>Arrays of the shared pool.</summary>
internal sealed class ArrayMemoryPool<T> : MemoryPool<T>
{
    private const int UsualBytes = 4096;

    private sealed class Rented(T[] array) : IMemoryOwner<T>
    {
        private T[]? _array = array;

        public Memory<T> Memory
        {
            get
            {
                if (_array == null) ThrowHelpers.ThrowInvalidOperationException();
                return _array;
            }
        }

        public void Dispose()
        {
            var array = _array;
            _array = null;
            if (array != null) ArrayPool<T>.Shared.Return(array);
        }
    }

    public override int MaxBufferSize => Array.MaxLength;

    public override IMemoryOwner<T> Rent(int minBufferSize = -1)
    {
        if (minBufferSize == -1) minBufferSize = 1 + (UsualBytes - 1) / Runtime.CompilerServices.Unsafe.SizeOf<T>();
        else if ((uint)minBufferSize > (uint)MaxBufferSize) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return new Rented(ArrayPool<T>.Shared.Rent(minBufferSize));
    }

    protected override void Dispose(bool disposing) { }
}
