using Diesis.Kernel;
using Diesis.Kernel.Intercore;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>What a test has one core do, and how it calls its kernel. A kernel entry that allocates fails the test.</summary>
public sealed class CoreProgram(SimulatedCore core, SeededRandom random, int times, Action<CoreProgram> entry)
{
    private SeededRandom _random = random;

    public int Core => core.Number.Value;

    /// <summary>How many entries there were before this one.</summary>
    public int Time { get; private set; }

    public int Below(int limit) => _random.Below(limit);
    public bool OneIn(int many) => _random.OneIn(many);

    /// <summary>Another core than this.</summary>
    public int OtherCore() => (Core + 1 + Below(core.Hardware.CoreCount - 1)) % core.Hardware.CoreCount;

    /// <summary>Ends the program after this entry.</summary>
    public void End() => times = 0;

    internal void Run()
    {
        for (; Time < times; Time++)
        {
            WithoutAllocating(core, static () => Machine.TakePendingInterrupts());
            entry(this);
        }
    }

    /// <summary>Sleeps until an interrupt has been taken.</summary>
    public void Wait() => WithoutAllocating(core, static () => Machine.WaitForInterrupt());

    public bool TryAllocateFrame(out Frame frame)
    {
        long before = core.AllocatedBytes;
        bool taken = CpuDriver.Current.TryAllocateFrame(out frame);
        CheckAllocations(core, before);
        return taken;
    }

    public bool TryAllocateLarge(out Frame first)
    {
        long before = core.AllocatedBytes;
        bool taken = CpuDriver.Current.TryAllocateLarge(out first);
        CheckAllocations(core, before);
        return taken;
    }

    public void Free(Frame frame)
    {
        long before = core.AllocatedBytes;
        CpuDriver.Current.Frames.Free(frame);
        CheckAllocations(core, before);
    }

    public void FreeLarge(Frame first)
    {
        long before = core.AllocatedBytes;
        CpuDriver.Current.Frames.FreeLarge(first);
        CheckAllocations(core, before);
    }

    public bool TryPing(int target, ulong number)
    {
        long before = core.AllocatedBytes;
        bool sent = CpuDriver.Current.TryRequest<Ping, Pong>(new CoreNumber(target), new Ping(number));
        CheckAllocations(core, before);
        return sent;
    }

    internal static void WithoutAllocating(SimulatedCore core, Action kernelEntry)
    {
        long before = core.AllocatedBytes;
        kernelEntry();
        CheckAllocations(core, before);
    }

    internal static void CheckAllocations(SimulatedCore core, long before)
    {
        long allocated = core.AllocatedBytes - before;
        if (allocated != 0) throw new KernelAllocation($"a kernel entry allocated {allocated} bytes of managed memory");
    }
}

/// <summary>
/// The thread of a kernel entry allocated. That may have been the host's own runtime, as when it compiles a method anew; then it does not
/// happen again when the history is told again.
/// </summary>
public sealed class KernelAllocation(string message) : InvalidOperationException(message);
