using Diesis.Abi;
using Diesis.Abi.Description;
using Diesis.Abi.Objects;

namespace Diesis.Tests.User;

/// <summary>A process that makes random system calls, while another thread of it changes the memory that they are given.</summary>
/// <remarks>It may well end itself: whoever started it starts the next.</remarks>
// SAFETY: who starts the process maps the report; what calls are given is looked at by nobody but the kernel.
internal static unsafe class FuzzProcess
{
    public const ulong ReportAddress = 0x12_0000_0000;

    private const ulong RefillEvery = 512, LookAround = 200 * World.Microsecond;

    /// <summary>What is likely to end the process.</summary>
    private const uint Exit = 73, ReturnToForeign = 79;

    /// <summary>
    /// What it was given of the machine. It uses no ports, and has no memory of devices: what the kernel would write there for it could
    /// reach anybody.
    /// </summary>
    public static Handle<IoPorts> Ports => new(ChildStart.Current.Gift0);
    public static Handle<Interrupt> Interrupts => new(ChildStart.Current.Gift1);
    public static Handle<DmaSpace> Dma => new(ChildStart.Current.Gift2);

    /// <summary>A budget of another core; none where there is no other.</summary>
    public static Handle<MemoryBudget> OtherBudget => new(ChildStart.Current.Gift3);

    /// <param name="budget">Pays for what is made for it, on this core.</param>
    public static Status GiveMachine(ref ChildProcess child, Handle<MemoryBudget> budget)
    {
        Status status = Startup.Block.Ports.IsNone ? Status.Ok : child.GiveFirst(Startup.Block.Ports, Rights.All);
        if (status == Status.Ok) status = child.GiveSecond(Startup.Block.Interrupts, Rights.All);
        Handle<DmaSpace> dma = default;
        if (status == Status.Ok) status = Kernel.CreateDmaSpace(budget, Startup.Block.DeviceMemory, out dma);
        if (status == Status.Ok) status = child.GiveThird(dma, Rights.All);
        _ = Kernel.Release(dma);
        return status;
    }

    private static FuzzReport* Report => (FuzzReport*)ReportAddress;
    private static Handle<Thread> _first, _second;
    private static ulong _seed;

    /// <param name="start">Seed and number of calls: <see cref="Start"/>.</param>
    public static ulong Run(ulong start)
    {
        _seed = (uint)start;
        _first = World.Thread;
        Worker meddler = default, second = default;
        Status status = FuzzArena.Prepare();
        if (status == Status.Ok) status = meddler.Start(&Meddle, 0, Worker.UsualPriority);
        if (status == Status.Ok) status = second.Start(&CallBeside, 0, Worker.UsualPriority);
        if (status != Status.Ok)
        {
            Report->SetUp = status;
            return 1;
        }
        _second = second.Thread;
        var caller = new FuzzCaller(_seed);
        for (ulong calls = 0; calls < start >> 32; calls++)
        {
            if (calls % RefillEvery == 0) FuzzPool.Refill(ref caller.Random);
            MakeCall(ref caller);
        }
        // The other threads would go on.
        return (ulong)Kernel.EndProcess(World.Process, 0);
    }

    public static ulong Start(uint seed, uint calls) => (ulong)calls << 32 | seed;

    private static void CallBeside(ulong argument)
    {
        var caller = new FuzzCaller(_seed << 32);
        while (true) MakeCall(ref caller);
    }

    private static void MakeCall(ref FuzzCaller caller)
    {
        uint number = caller.Number();
        Report->Number = number;
        if (caller.Make(number) == Status.Ok) Report->Successes[(int)number]++;
        Report->Calls++;
    }

    /// <summary>The other thread: it changes memory, and wakes those that wait for what never comes.</summary>
    private static void Meddle(ulong argument)
    {
        var random = new FuzzRandom(~_seed);
        while (true)
        {
            World.Sleep(LookAround);
            for (ulong left = random.Below(4); left > 0; left--) FuzzArena.Change(ref random);
            _ = Kernel.CancelWait(_first);
            _ = Kernel.CancelWait(_second);
        }
    }
}
