using System;
using Diesis.Kernel.Console;
using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>Where reports go: at once, past the log, since nothing else runs any more.</summary>
internal static class ReportWriter
{
    public static void Write(ref LogLine line) => Write(line.Text);

    public static void Write(ReadOnlySpan<byte> text) => Machine.WriteDebugConsole(text);
}
