using Internal.Runtime.CompilerHelpers;

namespace System.IO;

/// <summary>A stream of bytes in an array: one of its own, which grows, or a part of one that it was given.</summary>
/// <remarks>Invariants: 0 ≤ start ≤ end ≤ array length; bytes of an own array behind the end are zero.</remarks>
public class MemoryStream : Stream
{
    private const int FirstCapacity = 256;

    private byte[] _bytes;

    /// <summary>Where in the array the stream begins; the others are counted from there.</summary>
    private readonly int _start;
    private int _length;
    private int _position;
    private int _capacity;
    private readonly bool _grows;
    private readonly bool _isVisible;
    private bool _isWritable;
    private bool _isOpen = true;

    public MemoryStream() : this(0) { }

    public MemoryStream(int capacity)
    {
        if (capacity < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _bytes = capacity == 0 ? [] : new byte[capacity];
        _capacity = capacity;
        _grows = _isVisible = _isWritable = true;
    }

    public MemoryStream(byte[] buffer) : this(buffer, true) { }

    public MemoryStream(byte[] buffer, bool writable) : this(buffer, 0, buffer.Length, writable, false) { }

    public MemoryStream(byte[] buffer, int index, int count) : this(buffer, index, count, true, false) { }

    public MemoryStream(byte[] buffer, int index, int count, bool writable) : this(buffer, index, count, writable, false) { }

    public MemoryStream(byte[] buffer, int index, int count, bool writable, bool publiclyVisible)
    {
        if (buffer == null) ThrowHelpers.ThrowArgumentNullException();
        if (index < 0 || count < 0 || count > buffer.Length - index) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _bytes = buffer;
        _start = index;
        _length = _capacity = count;
        _isWritable = writable;
        _isVisible = publiclyVisible;
    }

    public override bool CanRead => _isOpen;
    public override bool CanSeek => _isOpen;
    public override bool CanWrite => _isWritable;

    public override long Length
    {
        get
        {
            RequireOpen();
            return _length;
        }
    }

    public override long Position
    {
        get
        {
            RequireOpen();
            return _position;
        }
        set
        {
            RequireOpen();
            if (value is < 0 or > int.MaxValue) ThrowHelpers.ThrowArgumentOutOfRangeException();
            _position = (int)value;
        }
    }

    public virtual int Capacity
    {
        get
        {
            RequireOpen();
            return _capacity;
        }
        set
        {
            RequireOpen();
            if (value < _length) ThrowHelpers.ThrowArgumentOutOfRangeException();
            if (value == _capacity) return;
            if (!_grows) ThrowHelpers.ThrowNotSupportedException();
            var bytes = new byte[value];
            _bytes.AsSpan(0, _length).CopyTo(bytes);
            _bytes = bytes;
            _capacity = value;
        }
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin loc)
    {
        RequireOpen();
        long from = loc switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            SeekOrigin.End => _length,
            _ => -1,
        };
        if (from < 0) ThrowHelpers.ThrowArgumentException();
        // .NET throws for I/O here: a place before the start.
        if (from + offset < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        Position = from + offset;
        return _position;
    }

    public override void SetLength(long value)
    {
        RequireWritable();
        if (value is < 0 or > int.MaxValue) ThrowHelpers.ThrowArgumentOutOfRangeException();
        int length = (int)value;
        MakeRoom(length);
        if (length > _length) _bytes.AsSpan(_start + _length, length - _length).Clear();
        _length = length;
        if (_position > length) _position = length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        RequireOpen();
        int count = Math.Min(Math.Max(_length - _position, 0), buffer.Length);
        if (count == 0) return 0;
        _bytes.AsSpan(_start + _position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int ReadByte()
    {
        RequireOpen();
        return _position >= _length ? -1 : _bytes[_start + _position++];
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RequireWritable();
        int end = checked(_position + buffer.Length);
        MakeRoom(end);
        if (_position > _length) _bytes.AsSpan(_start + _length, _position - _length).Clear();
        buffer.CopyTo(_bytes.AsSpan(_start + _position));
        if (end > _length) _length = end;
        _position = end;
    }

    public override void WriteByte(byte value) => Write(new ReadOnlySpan<byte>(in value));

    public virtual void WriteTo(Stream stream)
    {
        RequireOpen();
        stream.Write(_bytes, _start, _length);
    }

    public override void CopyTo(Stream destination, int bufferSize)
    {
        RequireOpen();
        int left = Math.Max(_length - _position, 0);
        if (left == 0) return;
        int from = _start + _position;
        _position += left;
        destination.Write(_bytes, from, left);
    }

    public virtual byte[] ToArray() => _bytes.AsSpan(_start, _length).ToArray();

    /// <summary>The array itself, of which only the first <see cref="Length"/> bytes mean something.</summary>
    public virtual byte[] GetBuffer()
    {
        if (!_isVisible) ThrowHelpers.ThrowInvalidOperationException();
        return _bytes;
    }

    public virtual bool TryGetBuffer(out ArraySegment<byte> buffer)
    {
        buffer = _isVisible ? new(_bytes, _start, _length) : default;
        return _isVisible;
    }

    protected override void Dispose(bool disposing) => _isOpen = _isWritable = false;

    private void MakeRoom(int length)
    {
        if (length <= _capacity) return;
        Capacity = Math.Max(Math.Max(length, FirstCapacity), (int)Math.Min((long)_capacity * 2, Array.MaxLength));
    }

    private void RequireOpen()
    {
        if (!_isOpen) ThrowHelpers.FailFast("a stream that was closed");
    }

    private void RequireWritable()
    {
        RequireOpen();
        if (!_isWritable) ThrowHelpers.ThrowNotSupportedException();
    }
}
