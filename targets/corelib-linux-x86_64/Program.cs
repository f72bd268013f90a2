using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Tests.Behaviour;
using Internal.Runtime;

namespace Diesis.Targets.CoreLibraryOnLinux;

/// <summary>Writes the transcript of the behaviour tests to its standard output.</summary>
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
        // With any argument at all.
        Heap.IsStressed = (nint)start[0] > 1;
        Transcript transcript = new(&WriteLine);
        Suite.Run(ref transcript);
        if (!Heap.IsStressed) Suite.Scale(ref transcript);
        return 0;
    }

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
