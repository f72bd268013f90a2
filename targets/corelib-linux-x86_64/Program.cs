using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Diesis.Tests.Behaviour;
using Diesis.Tests.Bench.Collector;
using Internal.Runtime;

namespace Diesis.Targets.CoreLibraryOnLinux;

/// <summary>Writes the transcript of the behaviour tests to its standard output; with a collection at each allocation if it is told <c>stressed</c>. Or, told <c>figures</c>, what objects cost.</summary>
internal static unsafe class Program
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int FaultStatus = 3;
    private const int HeapLimit = 1 << 30;

    [RuntimeImport("*", "LinuxWrite"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint Write(int file, byte* text, nint length);

    [RuntimeImport("*", "LinuxExit"), MethodImpl(MethodImplOptions.InternalCall), DoesNotReturn]
    private static extern void Exit(int status);

    /// <param name="start">As Linux leaves the stack: the number of arguments, then the address of each.</param>
    [RuntimeExport("LinuxMain")]
    private static int Main(byte** start)
    {
        LinuxThreadPlatform.AttachFirst((byte*)start);
        Heap.Initialize(HeapLimit);
        var argument = Argument(start);
        if (argument.SequenceEqual("figures"u8))
        {
            Figures.Run(static (_, time) => WriteLine(Encoding.UTF8.GetBytes($"{time}")));
            return 0;
        }
        Heap.IsStressed = argument.SequenceEqual("stressed"u8);
        Transcript transcript = new(&WriteLine);
        Suite.Run(ref transcript);
        if (!Heap.IsStressed) Suite.Scale(ref transcript);
        return 0;
    }

    /// <summary>The first argument, or nothing.</summary>
    private static ReadOnlySpan<byte> Argument(byte** start)
        // SAFETY: as many texts as the number says follow it, each with a zero at its end; the first is the program's name.
        => (nint)start[0] > 1 ? MemoryMarshal.CreateReadOnlySpanFromNullTerminated(start[2]) : [];

    private static void WriteLine(ReadOnlySpan<byte> line)
    {
        Write(StandardOutput, line);
        Write(StandardOutput, "\n"u8);
    }

    private static void Write(int file, ReadOnlySpan<byte> text)
    {
        // SAFETY: the pointer is used only while the span's memory is pinned.
        fixed (byte* first = text) _ = Write(file, first, text.Length);
    }

    [RuntimeExport("RhpFallbackFailFast")]
    private static void StackBufferOverrun() => Fault("a buffer on the stack was overrun");

    [RuntimeExport("DiesisRuntimeFault")]
    private static void Fault(string what)
    {
        Write(StandardError, "fault: "u8);
        foreach (char character in what)
        {
            byte unit = (byte)character;
            _ = Write(StandardError, &unit, 1);
        }
        Write(StandardError, "\n"u8);
        Exit(FaultStatus);
    }
}
