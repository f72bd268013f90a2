using System.Text;
using Internal.Runtime.CompilerHelpers;

namespace System.IO;

/// <summary>Writes text to a stream of bytes.</summary>
public class StreamWriter : TextWriter
{
    private const int UsualChars = 1024, LeastChars = 128;

    public static readonly new StreamWriter Null = new(Stream.Null);

    private readonly Stream _stream;
    private readonly bool _leavesOpen;
    private readonly char[] _chars;
    private readonly byte[] _bytes;
    private int _count;
    private bool _isAfterPreamble;
    private bool _isClosed;

    public StreamWriter(Stream stream) : this(stream, null) { }

    public StreamWriter(Stream stream, Encoding? encoding = null, int bufferSize = -1, bool leaveOpen = false)
    {
        if (stream == null) ThrowHelpers.ThrowArgumentNullException();
        if (!stream.CanWrite) ThrowHelpers.ThrowArgumentException();
        _stream = stream;
        Encoding = encoding ?? Encoding.Default;
        _leavesOpen = leaveOpen;
        _chars = new char[bufferSize == -1 ? UsualChars : Math.Max(bufferSize, LeastChars)];
        _bytes = new byte[Encoding.GetMaxByteCount(_chars.Length)];
        // In the middle of a stream there is none.
        _isAfterPreamble = stream.CanSeek && stream.Position > 0;
    }

    public Encoding Encoding { get; }

    public virtual Stream BaseStream => _stream;

    public virtual bool AutoFlush { get; set; }

    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_count == _chars.Length) WriteChars(isEnd: false);
            int some = Math.Min(buffer.Length, _chars.Length - _count);
            buffer.Slice(0, some).CopyTo(_chars.AsSpan(_count));
            _count += some;
            buffer = buffer.Slice(some);
        }
        if (!AutoFlush) return;
        WriteChars(isEnd: false);
        _stream.Flush();
    }

    /// <summary>Half of a pair that was written last is taken for all there is.</summary>
    public override void Flush()
    {
        if (_isClosed) ThrowHelpers.FailFast("a writer that was closed");
        WriteChars(isEnd: true);
        _stream.Flush();
    }

    /// <param name="isEnd">Whether half of a pair at the end stays half.</param>
    private void WriteChars(bool isEnd)
    {
        if (!_isAfterPreamble && _count != 0)
        {
            _isAfterPreamble = true;
            if (!Encoding.Preamble.IsEmpty) _stream.Write(Encoding.Preamble);
        }
        bool keepsLast = !isEnd && _count != 0 && char.IsHighSurrogate(_chars[_count - 1]);
        int length = keepsLast ? _count - 1 : _count;
        if (length != 0) _stream.Write(_bytes, 0, Encoding.GetBytes(_chars.AsSpan(0, length), _bytes));
        if (keepsLast) _chars[0] = _chars[length];
        _count = keepsLast ? 1 : 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (_isClosed) return;
        WriteChars(isEnd: true);
        _stream.Flush();
        _isClosed = true;
        if (!_leavesOpen) _stream.Dispose();
    }
}
