using System;
using System.Text;

namespace Diesis.Shell.Syntax;

/// <summary>Something that is wrong with a source text, and where.</summary>
public sealed class Problem(TextSpan span, string message)
{
    public TextSpan Span { get; } = span;

    /// <summary>A sentence without its full stop, which may say what would be right.</summary>
    public string Message { get; } = message;

    /// <summary>How many are said of one source. Whoever has so many does not read more.</summary>
    public const int Most = 8;

    /// <summary>How much of a long line is shown.</summary>
    private const int ShownBefore = 60, ShownBehind = 100;

    /// <summary>The sentence, the line that it is about, and carets under the place.</summary>
    public string Show(SourceText source)
    {
        StringBuilder text = new();
        TextSpan line = source.LineAt(Span.Start, out int number);
        text.Append("error: ").Append(Message).Append('\n');
        string margin = "  ";
        if (source.Name != "") margin = $"  {source.Name}:{number}: ";
        else if (source.Text.Contains('\n')) margin = $"  line {number}: ";
        line = new TextSpan(Math.Max(line.Start, Span.Start - ShownBefore), Math.Min(line.End, Span.Start + ShownBehind));
        text.Append(margin).Append(Presentation.ValueText.Harmless(source.Text.Substring(line.Start, line.Length), keepsLines: true)).Append('\n');
        Underline(text, source.Text, line, margin.Length);
        return text.ToString();
    }

    /// <summary>Tabs stay tabs, and wide characters take two carets: the carets stand where the text does.</summary>
    private void Underline(StringBuilder text, string source, TextSpan line, int margin)
    {
        text.Append(' ', margin);
        for (int at = line.Start; at < Span.Start && at < line.End; at++) AppendFor(text, source, ref at, ' ');
        int marked = 0;
        for (int at = Span.Start; at < Span.End && at < line.End; at++, marked++) AppendFor(text, source, ref at, '^');
        if (marked == 0) text.Append('^');
    }

    private static void AppendFor(StringBuilder text, string source, ref int at, char mark)
    {
        if (source[at] == '\t')
        {
            text.Append('\t');
            return;
        }
        int columns = Presentation.TextWidth.Next(source, at, out int length);
        text.Append(mark, columns);
        at += length - 1;
    }
}
