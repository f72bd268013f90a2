using System;
using Diesis.Kernel.Console;
using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>Where reports go: to the serial port at once and to the screen at the end, past the log, since nothing else runs any more.</summary>
// SAFETY: the screen, if there is one, is there for good, and no other core runs any more.
internal static unsafe class ReportWriter
{
    public static void Write(ref LogLine line) => Write(line.Text);

    public static void Write(ReadOnlySpan<byte> text)
    {
        Machine.WriteDebugConsole(text);
        if (Machine.CoreLocal == 0) return;
        ref readonly CoreDirectory cores = ref CpuDriver.Current.Cores;
        if (cores.Screen == null) return;
        cores.Screen->TakeBack();
        cores.Screen->Write(text, ScreenColour.Error);
    }

    /// <summary>Shows on the screen what was written.</summary>
    public static void Draw()
    {
        if (Machine.CoreLocal != 0) SystemConsole.Refresh(in CpuDriver.Current.Cores);
    }
}
