global using HeapPlatform = Diesis.Tests.Behaviour.KernelHeapPlatform;

using System;
using Diesis.Kernel;
using Diesis.Kernel.Debugging;
using Diesis.Machines;
using Internal.Runtime.GarbageCollection;

namespace Diesis.Tests.Behaviour;

/// <summary>Frames of the core that runs the tests below their heap. It is the only thread that knows objects.</summary>
internal readonly unsafe struct KernelHeapPlatform : IHeapPlatform
{
    public static byte* Reserve(nuint length)
    {
        ulong pages = (length + Page.Size - 1) >> Page.Shift;
        if (!CpuDriver.Current.Frames.TryAllocateRun(pages, 1, out FrameRange frames))
            Panic.Because("too little memory for the heap of the tests");
        // SAFETY: the frames are this core's, the direct map shows them, and they are never given back.
        byte* start = (byte*)Machine.DirectMap(frames.Start.Start);
        new Span<byte>(start, (int)(pages << Page.Shift)).Clear();
        return start;
    }

    public static bool TryCommit(byte* start, nuint length) => true;

    /// <summary>There is nobody to give them to; cleared they are as good as new.</summary>
    public static void Release(byte* start, nuint length) => new Span<byte>(start, (int)length).Clear();

    public static void StopThreads() { }

    public static void ShowStacks(byte* stack, delegate*<byte*, byte*, void> show)
    {
        if (!CoreArea.TryFindStack(new VirtualAddress((ulong)stack), out _, out VirtualAddress end))
            Panic.Because("the tests run on an unknown stack");
        show(stack, (byte*)end.Value);
    }

    public static void ResumeThreads() { }
}
