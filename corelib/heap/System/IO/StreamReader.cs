using System.Text;
using Internal.Runtime.CompilerHelpers;

namespace System.IO;

/// <summary>Reads text from a stream of bytes.</summary>
/// <remarks>
/// <code>
///     bytes    0 … _firstByte … _endOfBytes: what came and is not text yet, such as the beginning of a sequence
///     chars    0 … _at … _end: text that was not read yet
/// </code>
/// </remarks>
public class StreamReader : TextReader
{
    private const int UsualBytes = 1024, LeastBytes = 128;

    public static readonly new StreamReader Null = new(Stream.Null);

    private readonly Stream _stream;
    private Encoding _encoding;
    private readonly bool _leavesOpen;
    private readonly byte[] _bytes;
    private readonly char[] _chars;
    private int _firstByte;
    private int _endOfBytes;
    private int _at;
    private int _end;
    private bool _isAtEnd;

    /// <summary>A mark at the start may still say what encoding it is.</summary>
    private bool _looksForMark;

    /// <summary>A mark of the encoding itself may still stand at the start.</summary>
    private bool _skipsPreamble = true;

    public StreamReader(Stream stream) : this(stream, Encoding.UTF8) { }

    public StreamReader(Stream stream, bool detectEncodingFromByteOrderMarks) : this(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks) { }

    public StreamReader(Stream stream, Encoding? encoding = null, bool detectEncodingFromByteOrderMarks = true, int bufferSize = -1, bool leaveOpen = false)
    {
        if (stream == null) ThrowHelpers.ThrowArgumentNullException();
        if (!stream.CanRead) ThrowHelpers.ThrowArgumentException();
        _stream = stream;
        _encoding = encoding ?? Encoding.UTF8;
        _looksForMark = detectEncodingFromByteOrderMarks;
        _leavesOpen = leaveOpen;
        _bytes = new byte[bufferSize == -1 ? UsualBytes : Math.Max(bufferSize, LeastBytes)];
        _chars = new char[_bytes.Length + 1];
    }

    public virtual Stream BaseStream => _stream;

    public virtual Encoding CurrentEncoding => _encoding;

    public bool EndOfStream => _at == _end && !TryFill();

    public override int Peek() => _at < _end || TryFill() ? _chars[_at] : -1;

    public override int Read() => _at < _end || TryFill() ? _chars[_at++] : -1;

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || _at == _end && !TryFill()) return 0;
        int count = Math.Min(buffer.Length, _end - _at);
        _chars.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override string ReadToEnd()
    {
        StringBuilder all = new();
        while (_at < _end || TryFill())
        {
            _ = all.Append(_chars.AsSpan(_at, _end - _at));
            _at = _end;
        }
        return all.ToString();
    }

    public void DiscardBufferedData()
    {
        _firstByte = _endOfBytes = _at = _end = 0;
        _isAtEnd = false;
    }

    /// <summary>Reads until there is text.</summary>
    /// <returns>False at the end.</returns>
    private bool TryFill()
    {
        _at = _end = 0;
        while (_end == 0)
        {
            if (_firstByte == _endOfBytes && _isAtEnd) return false;
            if (!_isAtEnd) ReadBytes();
            if (_skipsPreamble && !TrySkipPreamble()) continue;
            _ = _encoding.Decode(_bytes.AsSpan(_firstByte, _endOfBytes - _firstByte), _chars, _isAtEnd, out int read, out _end);
            _firstByte += read;
        }
        return true;
    }

    private void ReadBytes()
    {
        // What is left is a few bytes of a sequence.
        _bytes.AsSpan(_firstByte, _endOfBytes - _firstByte).CopyTo(_bytes);
        _endOfBytes -= _firstByte;
        _firstByte = 0;
        int count = _stream.Read(_bytes, _endOfBytes, _bytes.Length - _endOfBytes);
        _isAtEnd = count == 0;
        _endOfBytes += count;
    }

    /// <returns>False when more bytes have to come before it can be told.</returns>
    private bool TrySkipPreamble()
    {
        const int longest = 4;
        var start = _bytes.AsSpan(_firstByte, _endOfBytes - _firstByte);
        if (start.Length < longest && !_isAtEnd) return false;
        _skipsPreamble = false;
        if (_looksForMark) _encoding = FindByMark(start) ?? _encoding;
        _looksForMark = false;
        var preamble = _encoding.Preamble;
        if (!preamble.IsEmpty && start.StartsWith(preamble)) _firstByte += preamble.Length;
        return true;
    }

    private static Encoding? FindByMark(ReadOnlySpan<byte> start)
        // The longer one first: it begins with that of UTF-16.
        => start.StartsWith(Encoding.UTF32.Preamble) ? Encoding.UTF32
        : start.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8
        : start.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode
        : start.StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode
        : null;

    protected override void Dispose(bool disposing)
    {
        if (!_leavesOpen) _stream.Dispose();
    }
}
