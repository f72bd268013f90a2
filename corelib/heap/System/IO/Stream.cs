using System.Buffers;
using System.Threading;
using System.Threading.Tasks;
using Internal.Runtime.CompilerHelpers;

namespace System.IO;

/// <summary>Bytes that come one after the other, go, or both. Whoever derives from it says where from and where to.</summary>
/// <remarks>Asynchronous forms do the synchronous thing at once, unless who derives from it knows better.</remarks>
public abstract class Stream : IDisposable, IAsyncDisposable
{
    private const int CopyBytes = 80 << 10;

    /// <summary>Takes everything and has nothing.</summary>
    public static readonly Stream Null = new NullStream();

    public abstract bool CanRead { get; }
    public abstract bool CanSeek { get; }
    public abstract bool CanWrite { get; }
    public virtual bool CanTimeout => false;
    public abstract long Length { get; }
    public abstract long Position { get; set; }

    public abstract void Flush();
    public abstract long Seek(long offset, SeekOrigin origin);
    public abstract void SetLength(long value);

    /// <returns>How many bytes came; 0 only at the end.</returns>
    public abstract int Read(byte[] buffer, int offset, int count);

    public abstract void Write(byte[] buffer, int offset, int count);

    public virtual int Read(Span<byte> buffer)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(buffer.Length);
        int read = Read(rented, 0, buffer.Length);
        rented.AsSpan(0, read).CopyTo(buffer);
        ArrayPool<byte>.Shared.Return(rented);
        return read;
    }

    public virtual void Write(ReadOnlySpan<byte> buffer)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(buffer.Length);
        buffer.CopyTo(rented);
        Write(rented, 0, buffer.Length);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <returns>-1 at the end.</returns>
    public virtual int ReadByte()
    {
        byte value = 0;
        return Read(new Span<byte>(ref value)) == 0 ? -1 : value;
    }

    public virtual void WriteByte(byte value) => Write(new ReadOnlySpan<byte>(in value));

    /// <summary>Fills all of it. An end before that is a bug here; ask <see cref="ReadAtLeast"/> where one is expected.</summary>
    public void ReadExactly(Span<byte> buffer)
    {
        if (ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length) ThrowHelpers.FailFast("a stream ended early");
    }

    public void ReadExactly(byte[] buffer, int offset, int count) => ReadExactly(buffer.AsSpan(offset, count));

    /// <returns>How many bytes came: fewer than the least only at the end.</returns>
    public int ReadAtLeast(Span<byte> buffer, int minimumBytes, bool throwOnEndOfStream = true)
    {
        if (minimumBytes < 0 || minimumBytes > buffer.Length) ThrowHelpers.ThrowArgumentOutOfRangeException();
        int read = 0;
        while (read < minimumBytes)
        {
            int more = Read(buffer.Slice(read));
            if (more == 0)
            {
                if (throwOnEndOfStream) ThrowHelpers.FailFast("a stream ended early");
                break;
            }
            read += more;
        }
        return read;
    }

    public void CopyTo(Stream destination) => CopyTo(destination, CopyBytes);

    public virtual void CopyTo(Stream destination, int bufferSize)
    {
        if (destination == null) ThrowHelpers.ThrowArgumentNullException();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
        while (Read(buffer, 0, buffer.Length) is var read and not 0) destination.Write(buffer, 0, read);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    public Task CopyToAsync(Stream destination) => CopyToAsync(destination, CopyBytes);
    public Task CopyToAsync(Stream destination, CancellationToken cancellationToken) => CopyToAsync(destination, CopyBytes, cancellationToken);

    public virtual async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken = default)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
        while (await ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false) is var read and not 0)
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    public Task<int> ReadAsync(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, default);

    public virtual Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => cancellationToken.IsCancellationRequested ? Task.FromCanceled<int>(cancellationToken) : Task.FromResult(Read(buffer, offset, count));

    public virtual ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    public Task WriteAsync(byte[] buffer, int offset, int count) => WriteAsync(buffer, offset, count, default);

    public virtual Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public virtual ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        Write(buffer.Span);
        return default;
    }

    public Task FlushAsync() => FlushAsync(default);

    public virtual Task FlushAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        Flush();
        return Task.CompletedTask;
    }

    public virtual void Close() => Dispose();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public virtual ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    protected virtual void Dispose(bool disposing) { }

    private sealed class NullStream : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => true;
        public override long Length => 0;
        public override long Position { get => 0; set { } }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => 0;
        public override void SetLength(long value) { }
        public override int Read(byte[] buffer, int offset, int count) => 0;
        public override int Read(Span<byte> buffer) => 0;
        public override void Write(byte[] buffer, int offset, int count) { }
        public override void Write(ReadOnlySpan<byte> buffer) { }
    }
}
