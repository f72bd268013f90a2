using System;
using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Console;

/// <summary>
/// The kernel's log: <c>Log.Info($"core {core} online")</c>. A line carries the time since boot and the core.
/// </summary>
public static class Log
{
    public static void Debug(ref LogLine line) => Write(LogLevel.Debug, line.Text);
    public static void Debug(string text) => Write(LogLevel.Debug, text);

    public static void Info(ref LogLine line) => Write(LogLevel.Information, line.Text);
    public static void Info(string text) => Write(LogLevel.Information, text);

    public static void Warning(ref LogLine line) => Write(LogLevel.Warning, line.Text);
    public static void Warning(string text) => Write(LogLevel.Warning, text);

    public static void Error(ref LogLine line) => Write(LogLevel.Error, line.Text);
    public static void Error(string text) => Write(LogLevel.Error, text);

    private static void Write(LogLevel level, string text)
    {
        LogLine line = new(text.Length, 0);
        line.AppendLiteral(text);
        Write(level, line.Text);
    }

    private static void Write(LogLevel level, ReadOnlySpan<byte> text)
    {
        LogLine stamp = LogStamp.Of(Machine.ReadNanoseconds(), CoreNumber.Boot, level);
        Machine.WriteDebugConsole(stamp.Text);
        Machine.WriteDebugConsole(text);
        Machine.WriteDebugConsole("\n"u8);
    }
}
