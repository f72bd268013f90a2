using System;

namespace Diesis.Boot.Uefi.Configuration;

/// <summary>
/// Walks the lines of a configuration file that are neither empty nor comments (first character <c>#</c>). Knows the
/// shape of a line and nothing of the keys.
/// </summary>
public ref struct ConfigurationLines(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = AfterByteOrderMark(text);

    /// <summary>The number of the line looked at last, from 1; 0 at the start.</summary>
    public int Number { get; private set; }

    /// <returns>False at the end of the file, and at a line that is none; then <paramref name="problem"/>
    /// says why.</returns>
    public bool TryRead(out ConfigurationLine line, out Problem problem)
    {
        line = default;
        problem = Problem.None;
        while (!_rest.IsEmpty)
        {
            ReadOnlySpan<byte> content = NextLine();
            if (content.IsEmpty || content[0] == (byte)'#') continue;
            return TrySplit(content, out line, out problem);
        }
        return false;
    }

    private bool TrySplit(ReadOnlySpan<byte> content, out ConfigurationLine line, out Problem problem)
    {
        line = default;
        if (!ConfigurationText.IsPrintable(content))
        {
            problem = Problem.Because("holds a character that is not printable ASCII"u8);
            return false;
        }
        int equals = content.IndexOf((byte)'=');
        if (equals <= 0)
        {
            problem = Problem.With(content, "is not of the form \"key = value\""u8);
            return false;
        }
        problem = Problem.None;
        ReadOnlySpan<byte> key = ConfigurationText.Trim(content.Slice(0, equals));
        line = new(Number, key, ConfigurationText.Trim(content.Slice(equals + 1)));
        return true;
    }

    private ReadOnlySpan<byte> NextLine()
    {
        Number++;
        int end = _rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? _rest : _rest.Slice(0, end);
        _rest = end < 0 ? default : _rest.Slice(end + 1);
        return ConfigurationText.Trim(line);
    }

    /// <summary>Some editors put U+FEFF in front of UTF-8 text.</summary>
    private static ReadOnlySpan<byte> AfterByteOrderMark(ReadOnlySpan<byte> text)
        => text.StartsWith("\uFEFF"u8) ? text.Slice(3) : text;
}
