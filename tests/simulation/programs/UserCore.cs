using Diesis.Abi;
using Diesis.Kernel;
using Diesis.Kernel.Objects;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>A simulated core in user mode: it plays whichever thread its kernel names, and takes its interrupts between.</summary>
internal sealed unsafe class UserCore(Simulation world, SimulatedCore core, ulong firstProgram, bool hasAllCores)
{
    private readonly StartBlock[] _start = new StartBlock[1];

    /// <summary>Is the core somewhere in the middle of the kernel, or on its way there?</summary>
    private bool _isInside = true;

    public bool IsInUserMode => !_isInside;

    public bool IsAtRest => !_isInside || core.State == CoreState.Waiting;

    /// <summary>What the first process was given.</summary>
    public ref readonly StartBlock Start => ref _start[0];

    /// <summary>Plays threads until the history is over.</summary>
    public void Run()
    {
        long before = core.AllocatedBytes;
        // Without a first process it sleeps in the kernel until another core makes a thread for it.
        ThreadContext* context = firstProgram == 0
            ? Kernel.Entry.LeaveInterrupt()
            : CpuDriver.Current.StartFirst(firstProgram, hasAllCores, out _start[0]);
        CoreProgram.CheckAllocations(core, before);
        Assert.True(context != null, "the core has too little memory for a first process");
        _isInside = false;
        while (true) context = Play(context);
    }

    private ThreadContext* Play(ThreadContext* context)
    {
        Assert.True(CpuDriver.Current.CurrentThread->Context == context, "the kernel goes on with the registers of another thread than it says");
        SimulatedThread thread = world.PlayerOf(CpuDriver.Current.CurrentThread, core.Number.Value);
        thread.GoOn(context);
        Machine.InterleavingPoint();
        world.CountStep();
        _isInside = true;
        ThreadContext* next = core.IsInterrupted(core.Hardware.Now) ? KernelEntry.Interrupt(core) : thread.Act(core, context);
        _isInside = false;
        world.CheckKernel(core);
        return next;
    }
}
