using System;
using Diesis.Kernel;
using Diesis.Kernel.Memory;
using Diesis.Machines;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

/// <summary>Frames of a real machine: that what the memory map calls free is there, and is nobody else's.</summary>
internal static class MemoryTests
{
    [GuestTest]
    internal static unsafe void AFrameHoldsWhatIsWrittenToIt(ref Test test)
    {
        if (!test.Require(CpuDriver.Current.TryAllocateFrame(out Frame frame))) return;
        // SAFETY: the frame is this core's, and the direct map shows it.
        var words = new Span<ulong>(Machine.DirectMap(frame.Start), (int)Page.Size / sizeof(ulong));
        for (int i = 0; i < words.Length; i++) words[i] = (ulong)i * 0x9E37_79B9_7F4A_7C15;
        for (int i = 0; i < words.Length; i++) test.Equal((ulong)i * 0x9E37_79B9_7F4A_7C15, words[i]);
        CpuDriver.Current.Frames.Free(frame);
    }

    [GuestTest]
    internal static void FreedFramesComeBack(ref Test test)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        ulong before = cpu.Frames.FreeFrames;
        FrameStack taken = default;
        for (int i = 0; i < 1_000; i++) test.True(taken.TryTake(out _));
        test.Equal(before - 1_000, cpu.Frames.FreeFrames);
        test.True(taken.TryGiveAllBack());
        test.Equal(before, cpu.Frames.FreeFrames);
    }

    [GuestTest]
    internal static void AllMemoryOfACoreIsThereAndGivenOnce(ref Test test)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        ulong before = cpu.Frames.FreeFrames;
        FrameStack taken = default;
        // Short of where the core would ask others.
        while (cpu.Frames.FreeFrames > CpuDriver.FewFrames + 1 && taken.TryTake(out _)) { }
        test.Equal(CpuDriver.FewFrames + 1, cpu.Frames.FreeFrames);
        test.True(taken.TryGiveAllBack());
        test.Equal(before, cpu.Frames.FreeFrames);
    }

    [GuestTest]
    internal static void ALargeBlockIsAlignedAndWhole(ref Test test)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        if (!test.Require(cpu.TryAllocateLarge(out Frame first))) return;
        test.Equal(0UL, first.Number % Block.FramesPerChunk);
        cpu.Frames.FreeLarge(first);
    }

    [GuestTest]
    internal static void ACoreThatRunsOutIsCededMemory(ref Test test)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        if (cpu.CoreCount == 1) return;
        ulong before = cpu.Frames.FreeFrames;
        FrameStack taken = default;
        while (taken.Count < before + Block.FramesPerChunk / 2 && TryTakeOrWait(ref cpu, ref taken)) { }
        test.True(taken.Count > before);
        test.True(taken.TryGiveAllBack());
    }

    private static bool TryTakeOrWait(ref CpuDriver cpu, ref FrameStack taken)
    {
        ulong end = Machine.ReadNanoseconds() + 5_000_000_000;
        while (Machine.ReadNanoseconds() < end)
        {
            if (taken.TryTake(out _)) return true;
            cpu.HandleMessages();
        }
        return false;
    }
}
