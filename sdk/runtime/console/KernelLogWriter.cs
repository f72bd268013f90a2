using System;
using System.IO;
using System.Text;

namespace Diesis;

/// <summary>Writes text to the kernel's log, line by line: what a program's console is as long as there is no better one.</summary>
internal sealed class KernelLogWriter : TextWriter
{
    /// <summary>What the kernel takes at once, in bytes.</summary>
    private const int LongestLine = 256;

    private readonly byte[] _line = new byte[LongestLine];
    private int _length;

    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_line) Add(buffer);
    }

    /// <summary>Lines of several threads stay apart.</summary>
    public override void WriteLine(ReadOnlySpan<char> buffer)
    {
        lock (_line)
        {
            Add(buffer);
            EndLine();
        }
    }

    private void Add(ReadOnlySpan<char> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (buffer[0] == '\n')
            {
                EndLine();
                buffer = buffer.Slice(1);
                continue;
            }
            _ = Rune.DecodeFromUtf16(buffer, out Rune rune, out int units);
            if (_length + rune.Utf8SequenceLength > LongestLine) EndLine();
            _length += rune.EncodeToUtf8(_line.AsSpan(_length));
            buffer = buffer.Slice(units);
        }
    }

    /// <summary>What was written of a line that is not at its end becomes one.</summary>
    public override void Flush()
    {
        lock (_line)
        {
            if (_length != 0) EndLine();
        }
    }

    private void EndLine()
    {
        _ = Kernel.WriteLog(Startup.SystemHere, _line.AsSpan(0, _length));
        _length = 0;
    }
}
