using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Diesis.Tests.Framework;

/// <summary>
/// A test that is running. An expectation that is not met is noted and the test goes on: nothing can be thrown here.
/// Where going on makes no sense, <c>if (!test.Require(…)) return;</c>.
/// </summary>
/// <remarks>The first failure is the one that is told; later ones usually follow from it.</remarks>
internal ref partial struct Test
{
    private TestLine _failure;

    public readonly bool HasFailed => !_failure.IsEmpty;

    /// <summary>File, line and what was wrong; empty as long as nothing was.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Failure => _failure.Text;

    /// <summary>Expects a condition to hold, and says whether it does.</summary>
    public bool Require(bool condition, [CallerArgumentExpression(nameof(condition))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        True(condition, expression, file, line);
        return condition;
    }

    public void True(bool condition, [CallerArgumentExpression(nameof(condition))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (condition || !Begin(file, line)) return;
        _failure.Add("not true: "u8);
        _failure.Add(expression);
    }

    public void False(bool condition, [CallerArgumentExpression(nameof(condition))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (!condition || !Begin(file, line)) return;
        _failure.Add("not false: "u8);
        _failure.Add(expression);
    }

    public void Equal(long expected, long actual, [CallerArgumentExpression(nameof(actual))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (expected == actual || !Begin(file, line, expression)) return;
        _failure.Add(actual);
        _failure.Add(", not "u8);
        _failure.Add(expected);
    }

    public void Equal(ulong expected, ulong actual, [CallerArgumentExpression(nameof(actual))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (expected == actual || !Begin(file, line, expression)) return;
        _failure.AddHex(actual);
        _failure.Add(", not "u8);
        _failure.AddHex(expected);
    }

    public void Equal(scoped ReadOnlySpan<byte> expected, scoped ReadOnlySpan<byte> actual,
        [CallerArgumentExpression(nameof(actual))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (SameText.Is(expected, actual) || !Begin(file, line, expression)) return;
        AddQuoted(actual);
        _failure.Add(", not "u8);
        AddQuoted(expected);
    }

    public void Equal(scoped ReadOnlySpan<char> expected, scoped ReadOnlySpan<char> actual,
        [CallerArgumentExpression(nameof(actual))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (SameText.Is(expected, actual) || !Begin(file, line, expression)) return;
        AddQuoted(actual);
        _failure.Add(", not "u8);
        AddQuoted(expected);
    }

    public void Fail(string reason, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (Begin(file, line)) _failure.Add(reason);
    }

    /// <summary>Begins the note of a failure, unless there is one already.</summary>
    private bool Begin(string file, int line)
    {
        if (HasFailed) return false;
        ReadOnlySpan<char> path = file;
        int start = path.Length;
        while (start > 0 && path[start - 1] is not ('/' or '\\')) start--;
        _failure.Add(path.Slice(start));
        _failure.Add(":"u8);
        _failure.Add((long)line);
        _failure.Add(": "u8);
        return true;
    }

    private bool Begin(string file, int line, string expression)
    {
        if (!Begin(file, line)) return false;
        _failure.Add(expression);
        _failure.Add(" is "u8);
        return true;
    }

    private void AddQuoted(scoped ReadOnlySpan<byte> text)
    {
        _failure.Add("\""u8);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is >= (byte)' ' and <= (byte)'~') { _failure.Add(text[i]); continue; }
            _failure.Add("\\"u8);
            _failure.AddHex(text[i]);
        }
        _failure.Add("\""u8);
    }

    private void AddQuoted(scoped ReadOnlySpan<char> text)
    {
        _failure.Add("\""u8);
        _failure.Add(text);
        _failure.Add("\""u8);
    }
}
