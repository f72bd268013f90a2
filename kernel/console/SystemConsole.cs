using System;
using Diesis.Machines;

namespace Diesis.Kernel.Console;

/// <summary>
/// The machine's console: serial port and screen. The boot core owns it; the others' lines reach it through their rings,
/// in order of time as far as they are there. A core that reports a fault takes it over when all others are still.
/// </summary>
// SAFETY: the screen, if there is one, is there for good, and only the console's owner uses it.
public static unsafe class SystemConsole
{
    /// <summary>
    /// Prints what all cores have logged since the last time: as many lines as the rings can hold. Lines that come
    /// meanwhile may be left for the next time, which their bells see to.
    /// </summary>
    public static void Drain(ref readonly CoreDirectory cores)
    {
        for (int most = cores.Count * LogRing.Lines; most > 0; most--)
        {
            if (!TryFindOldest(in cores, out CoreNumber core)) break;
            if (cores[core].Log.TryTake(out LogEntry entry)) Print(in cores, entry.Nanoseconds, core, entry.Level, entry.Bytes);
        }
        for (int core = 0; core < cores.Count; core++)
        {
            var number = new CoreNumber(core);
            ulong dropped = cores[number].Log.TakeDropped();
            if (dropped != 0) PrintDropped(in cores, number, dropped);
        }
    }

    /// <summary>Has any core logged what was not printed yet?</summary>
    public static bool HasNews(ref readonly CoreDirectory cores)
    {
        for (int core = 0; core < cores.Count; core++)
        {
            if (cores[new CoreNumber(core)].Log.HasNews) return true;
        }
        return false;
    }

    private static void PrintDropped(ref readonly CoreDirectory cores, CoreNumber core, ulong dropped)
    {
        LogLine line = $"{dropped} lines of this core were lost: it logged faster than the console prints";
        Print(in cores, Machine.ReadNanoseconds(), core, LogLevel.Warning, line.Text);
    }

    /// <summary>Prints one line at once.</summary>
    public static void Print(ref readonly CoreDirectory cores, ulong nanoseconds, CoreNumber core, LogLevel level, ReadOnlySpan<byte> text)
    {
        LogLine stamp = LogStamp.Of(nanoseconds, core, level);
        Machine.WriteDebugConsole(stamp.Text);
        Machine.WriteDebugConsole(text);
        Machine.WriteDebugConsole("\n"u8);
        if (cores.Screen == null) return;
        cores.Screen->Write(stamp.Text, ScreenColour.Faint);
        cores.Screen->Write(text, ColourOf(level));
        cores.Screen->Write("\n"u8, ScreenColour.Plain);
    }

    /// <summary>Brings the screen, if there is one, up to date with what was printed.</summary>
    public static void Refresh(ref readonly CoreDirectory cores)
    {
        if (cores.Screen != null) cores.Screen->Draw();
    }

    private static bool TryFindOldest(ref readonly CoreDirectory cores, out CoreNumber oldest)
    {
        oldest = default;
        ulong least = ulong.MaxValue;
        for (int core = 0; core < cores.Count; core++)
        {
            var number = new CoreNumber(core);
            if (!cores[number].Log.TryPeek(out ulong nanoseconds) || nanoseconds >= least) continue;
            least = nanoseconds;
            oldest = number;
        }
        return least != ulong.MaxValue;
    }

    private static ScreenColour ColourOf(LogLevel level) => level switch
    {
        LogLevel.Debug => ScreenColour.Faint,
        LogLevel.Warning => ScreenColour.Warning,
        LogLevel.Error => ScreenColour.Error,
        _ => ScreenColour.Plain,
    };
}
