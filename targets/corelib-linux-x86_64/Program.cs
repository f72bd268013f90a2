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
    private const int HeapSize = 64 << 20;

    [RuntimeImport("*", "LinuxWrite"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint Write(int file, byte* text, nint length);

    [RuntimeImport("*", "LinuxExit"), MethodImpl(MethodImplOptions.InternalCall), DoesNotReturn]
    private static extern void Exit(int status);

    [RuntimeImport("*", "LinuxMemory"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* LinuxMemory();

    [RuntimeExport("LinuxMain")]
    private static int Main()
    {
        // SAFETY: the block is this program's only use of its own memory.
        Heap.Initialize(LinuxMemory(), HeapSize);
        Transcript transcript = new(&WriteLine);
        Suite.Run(ref transcript);
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
