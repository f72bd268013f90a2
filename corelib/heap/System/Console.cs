using System.IO;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>
/// Where a program writes what it has to say. What stands behind it is the system's affair: whoever starts the program sets it,
/// before its Main, by <see cref="SetOut"/>, and anybody may do so later.
/// </summary>
public static class Console
{
    private static TextWriter? _out;
    private static TextWriter? _error;

    public static TextWriter Out => _out ?? TextWriter.Null;

    /// <summary>The same as <see cref="Out"/>, unless it was set.</summary>
    public static TextWriter Error => _error ?? Out;

    public static void SetOut(TextWriter newOut)
    {
        if (newOut == null) ThrowHelpers.ThrowArgumentNullException();
        _out = newOut;
    }

    public static void SetError(TextWriter newError)
    {
        if (newError == null) ThrowHelpers.ThrowArgumentNullException();
        _error = newError;
    }

    public static void Write(char value) => Out.Write(value);
    public static void Write(string? value) => Out.Write(value);
    public static void Write(char[]? buffer) => Out.Write(buffer);
    public static void Write(bool value) => Out.Write(value);
    public static void Write(int value) => Out.Write(value);
    public static void Write(uint value) => Out.Write(value);
    public static void Write(long value) => Out.Write(value);
    public static void Write(ulong value) => Out.Write(value);
    public static void Write(float value) => Out.Write(value);
    public static void Write(double value) => Out.Write(value);
    public static void Write(object? value) => Out.Write(value);
    public static void Write(string format, object? arg0) => Out.Write(format, arg0);
    public static void Write(string format, object? arg0, object? arg1) => Out.Write(format, arg0, arg1);
    public static void Write(string format, params object?[] arg) => Out.Write(format, arg);

    public static void WriteLine() => Out.WriteLine();
    public static void WriteLine(char value) => Out.WriteLine(value);
    public static void WriteLine(string? value) => Out.WriteLine(value);
    public static void WriteLine(char[]? buffer) => Out.WriteLine(buffer);
    public static void WriteLine(bool value) => Out.WriteLine(value);
    public static void WriteLine(int value) => Out.WriteLine(value);
    public static void WriteLine(uint value) => Out.WriteLine(value);
    public static void WriteLine(long value) => Out.WriteLine(value);
    public static void WriteLine(ulong value) => Out.WriteLine(value);
    public static void WriteLine(float value) => Out.WriteLine(value);
    public static void WriteLine(double value) => Out.WriteLine(value);
    public static void WriteLine(object? value) => Out.WriteLine(value);
    public static void WriteLine(string format, object? arg0) => Out.WriteLine(format, arg0);
    public static void WriteLine(string format, object? arg0, object? arg1) => Out.WriteLine(format, arg0, arg1);
    public static void WriteLine(string format, params object?[] arg) => Out.WriteLine(format, arg);
}
