using Diesis.Kernel;
using Diesis.Kernel.Debugging;
using Diesis.Machines;
using Internal.Runtime;

namespace Diesis.Tests.Framework;

internal static unsafe partial class TestRunner
{
    /// <summary>Several times what the suite takes.</summary>
    private const ulong HeapBytes = 8 << 20;

    static partial void Prepare()
    {
        if (!CpuDriver.Current.Frames.TryAllocateRun(HeapBytes >> Page.Shift, 1, out FrameRange frames))
            Panic.Because("too little memory for the heap of the tests");
        // SAFETY: the frames are this core's, the direct map shows them, and they are never given back.
        Heap.Initialize(Machine.DirectMap(frames.Start.Start), (nuint)HeapBytes);
    }
}
