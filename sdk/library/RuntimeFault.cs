using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis;

/// <summary>
/// What the core library calls when a check of the language fails: a bug of the program, which ends at once, by a fault. A process
/// that may write to the kernel's log says there what it was.
/// </summary>
internal static unsafe class RuntimeFault
{
    private const int Longest = 256;

    [InlineArray(Longest)]
    private struct Line { private byte _first; }

    [RuntimeExport("RhpFallbackFailFast")]
    private static void StackBufferOverrun() => Raise("a buffer on the stack was overrun", null);

    [RuntimeExport("DiesisRuntimeFault")]
    private static void Raise(string what, string? detail)
    {
        if (!Startup.Block.System.IsNone) Report(what, detail);
        Stop();
    }

    private static void Report(string what, string? detail)
    {
        Line line = default;
        int length = 0;
        Add(ref line, ref length, "fault: ");
        Add(ref line, ref length, what);
        if (detail != null)
        {
            Add(ref line, ref length, ": ");
            Add(ref line, ref length, detail);
        }
        _ = Kernel.WriteLog(Startup.Block.System, ((Span<byte>)line).Slice(0, length));
    }

    private static void Add(ref Line line, ref int length, string text)
    {
        foreach (char unit in text)
            if (length < Longest) line[length++] = unit is >= ' ' and <= '~' ? (byte)unit : (byte)'?';
    }

    /// <summary>An instruction that is none.</summary>
    [RuntimeImport("*", "DiesisFault"), MethodImpl(MethodImplOptions.InternalCall), DoesNotReturn]
    private static extern void Stop();
}
