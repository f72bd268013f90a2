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

    public static void Write(LogLevel level, ReadOnlySpan<byte> text)
    {
        ulong now = Machine.ReadNanoseconds();
        if (Machine.CoreLocal == 0)
        {
            WriteBeforeDrivers(now, level, text);
            return;
        }
        ref CpuDriver cpu = ref CpuDriver.Current;
        ref readonly CoreDirectory cores = ref cpu.Cores;
        if (level < cores.LogLevel) return;
        if (cpu.Number == CoreNumber.Boot)
        {
            SystemConsole.Drain(in cores);
            SystemConsole.Print(in cores, now, cpu.Number, level, text);
        }
        else
        {
            // The bell, whether it is needed or not: lines are rare, and none is to wait for the next.
            if (cores[cpu.Number].Log.TryAdd(new LogEntry(now, level, text))) Machine.RingBell(CoreNumber.Boot);
        }
    }

    /// <summary>The boot core, before it has a driver: there is no screen yet and nobody else.</summary>
    private static void WriteBeforeDrivers(ulong now, LogLevel level, ReadOnlySpan<byte> text)
    {
        LogLine stamp = LogStamp.Of(now, CoreNumber.Boot, level);
        Machine.WriteDebugConsole(stamp.Text);
        Machine.WriteDebugConsole(text);
        Machine.WriteDebugConsole("\n"u8);
    }
}
