using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Internal.Runtime.CompilerHelpers;

namespace System.IO;

/// <summary>A place where text comes from. Whoever derives from it says which unit is next.</summary>
public abstract class TextReader : IDisposable
{
    /// <summary>Has nothing.</summary>
    public static readonly TextReader Null = new StringReader("");

    /// <returns>The next unit, which stays; -1 at the end.</returns>
    public virtual int Peek() => -1;

    public virtual int Read() => -1;

    public virtual int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <returns>How many units came; 0 only at the end.</returns>
    public virtual int Read(Span<char> buffer)
    {
        int count = 0;
        while (count < buffer.Length && Read() is var unit and >= 0) buffer[count++] = (char)unit;
        return count;
    }

    public virtual int ReadBlock(char[] buffer, int index, int count) => ReadBlock(buffer.AsSpan(index, count));

    /// <summary>As <see cref="Read(Span{char})"/>, until all is full or the end comes.</summary>
    public virtual int ReadBlock(Span<char> buffer)
    {
        int count = 0;
        while (count < buffer.Length && Read(buffer.Slice(count)) is var some and not 0) count += some;
        return count;
    }

    public virtual string ReadToEnd()
    {
        StringBuilder all = new();
        while (Read() is var unit and >= 0) _ = all.Append((char)unit);
        return all.ToString();
    }

    /// <returns>Null at the end.</returns>
    public virtual string? ReadLine()
    {
        StringBuilder? line = null;
        while (Read() is var unit and >= 0)
        {
            line ??= new();
            if (unit == '\r' && Peek() == '\n') unit = Read();
            if (unit is '\r' or '\n') break;
            _ = line.Append((char)unit);
        }
        return line?.ToString();
    }

    public virtual Task<string> ReadToEndAsync() => Task.FromResult(ReadToEnd());
    public virtual Task<string?> ReadLineAsync() => Task.FromResult(ReadLine());

    public virtual ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        => cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<string?>(cancellationToken) : new(ReadLine());

    public virtual void Close() => Dispose();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}

/// <summary>Reads a string.</summary>
public class StringReader : TextReader
{
    private string? _text;
    private int _at;

    public StringReader(string s)
    {
        if (s == null) ThrowHelpers.ThrowArgumentNullException();
        _text = s;
    }

    public override int Peek() => _at < Text.Length ? Text[_at] : -1;

    public override int Read() => _at < Text.Length ? Text[_at++] : -1;

    public override int Read(Span<char> buffer)
    {
        int count = Math.Min(buffer.Length, Text.Length - _at);
        Text.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override string ReadToEnd()
    {
        string rest = Text.Substring(_at);
        _at = Text.Length;
        return rest;
    }

    public override string? ReadLine()
    {
        if (_at >= Text.Length) return null;
        var rest = Text.AsSpan(_at);
        int length = rest.IndexOfAny('\r', '\n');
        if (length < 0) return ReadToEnd();
        _at += length + (rest[length] == '\r' && length + 1 < rest.Length && rest[length + 1] == '\n' ? 2 : 1);
        return new string(rest.Slice(0, length));
    }

    protected override void Dispose(bool disposing) => _text = null;

    private string Text
    {
        get
        {
            if (_text == null) ThrowHelpers.FailFast("a reader that was closed");
            return _text;
        }
    }
}
