using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>A string as the parts between separators.</summary>
public sealed partial class String
{
    public string[] Split(char separator, StringSplitOptions options = StringSplitOptions.None)
        => Split([separator], int.MaxValue, options);

    /// <param name="count">Of parts at most; the last one is the rest.</param>
    public string[] Split(char separator, int count, StringSplitOptions options = StringSplitOptions.None)
        => Split([separator], count, options);

    /// <summary>By any of the characters; by white space when there are none.</summary>
    public string[] Split(params char[]? separator) => Split(separator, int.MaxValue, StringSplitOptions.None);

    public string[] Split(char[]? separator, StringSplitOptions options) => Split(separator, int.MaxValue, options);

    public string[] Split(char[]? separator, int count, StringSplitOptions options = StringSplitOptions.None)
        => Split(new ReadOnlySpan<char>(separator), count, options);

    public string[] Split(params ReadOnlySpan<char> separator) => Split(separator, int.MaxValue, StringSplitOptions.None);

    public string[] Split(string? separator, StringSplitOptions options = StringSplitOptions.None)
        => Split(separator, int.MaxValue, options);

    public string[] Split(string? separator, int count, StringSplitOptions options = StringSplitOptions.None)
    {
        if (IsNullOrEmpty(separator)) return Parts(count, options, default, []);
        return Parts(count, options, separator, default);
    }

    private string[] Split(ReadOnlySpan<char> separators, int count, StringSplitOptions options)
        => Parts(count, options, default, separators.IsEmpty ? WhiteSpace : separators);

    private static ReadOnlySpan<char> WhiteSpace => " \t\n\v\f\r\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    /// <param name="whole">A separator of several characters; else any of those behind it.</param>
    private string[] Parts(
        int count, StringSplitOptions options, ReadOnlySpan<char> whole, ReadOnlySpan<char> any)
    {
        if (count < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        if (count == 0) return [];
        if (count == 1)
        {
            string all = (options & StringSplitOptions.TrimEntries) != 0 ? Trim() : this;
            return SkipsEmpty(options) && all.Length == 0 ? [] : [all];
        }
        List<string> parts = [];
        var rest = this.AsSpan();
        while (true)
        {
            bool isRest = parts.Count == count - 1;
            // Empty parts in front of the rest do not belong to it.
            int found = isRest && !SkipsEmpty(options) ? -1 : whole.IsEmpty ? rest.IndexOfAny(any) : rest.IndexOf(whole);
            var part = found < 0 ? rest : rest.Slice(0, found);
            if ((options & StringSplitOptions.TrimEntries) != 0) part = part.Trim();
            bool isDropped = SkipsEmpty(options) && part.IsEmpty;
            if (isRest && !isDropped)
            {
                part = (options & StringSplitOptions.TrimEntries) != 0 ? rest.Trim() : rest;
                found = -1;
            }
            if (!isDropped) parts.Add(From(part));
            if (found < 0) return parts.ToArray();
            rest = rest.Slice(found + (whole.IsEmpty ? 1 : whole.Length));
        }
    }

    private static bool SkipsEmpty(StringSplitOptions options) => (options & StringSplitOptions.RemoveEmptyEntries) != 0;
}
