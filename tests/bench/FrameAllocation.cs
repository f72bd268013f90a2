using System;
using Diesis.Kernel;
using Diesis.Machines;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench;

internal static class FrameAllocation
{
    private const int Frames = 64;

    [Benchmark("ground", "frame_allocate", Aim = 60)]
    internal static void Allocate(ref Measurement measurement)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        Span<ulong> taken = stackalloc ulong[Frames];
        for (int i = 0; i < Frames; i++)
        {
            measurement.Start();
            bool isTaken = cpu.TryAllocateFrame(out Frame frame);
            measurement.Stop();
            taken[i] = isTaken ? frame.Number : 0;
        }
        foreach (ulong number in taken) cpu.Frames.Free(new Frame(number));
    }

    [Benchmark("ground", "frame_free", Aim = 60)]
    internal static void Free(ref Measurement measurement)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        Span<ulong> taken = stackalloc ulong[Frames];
        for (int i = 0; i < Frames; i++)
        {
            if (cpu.TryAllocateFrame(out Frame frame)) taken[i] = frame.Number;
        }
        foreach (ulong number in taken)
        {
            measurement.Start();
            cpu.Frames.Free(new Frame(number));
            measurement.Stop();
        }
    }
}
