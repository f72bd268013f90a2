using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Boot;
using Diesis.Kernel;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Memory;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>
/// A machine whose cores all run the kernel, under the interleaving that a seed chooses. A core runs what the test gave
/// it, entry by entry, takes its interrupts between two entries, and waits for more when it has nothing left to do.
/// </summary>
public sealed unsafe partial class Simulation : IDisposable
{
    private readonly CoreDirectory* _cores;

    /// <summary>What processes would read of the time.</summary>
    private readonly ClockPage* _clock = (ClockPage*)NativeMemory.AllocZeroed((nuint)sizeof(ClockPage));
    private readonly CoreProgram?[] _programs;
    private readonly List<Action> _invariants = [];
    private int _started;

    public Simulation(ulong seed, int cores, ulong memoryBytes)
    {
        Hardware = SimulatedHardware.Starting(seed, cores, memoryBytes);
        _programs = new CoreProgram[cores];
        _userCores = new UserCore[cores];
        _hasEnded = new bool[cores];
        _census = new KernelCensus(this);
        var temper = new SeededRandom(~seed);
        TakesFastPaths = temper.OneIn(2);
        _checksOneIn = temper.OneIn(8) ? 1 : MostEntriesUnchecked;

        MemoryMap map = default;
        map.TryAdd(new PhysicalAddress(0x1000), 0x9_e000, MemoryKind.Usable);
        map.TryAdd(new PhysicalAddress(0x10_0000), memoryBytes - 0x10_0000, MemoryKind.Usable);
        BootMemory.Fill(out BootMemory memory, in map);
        _cores = CoreDirectory.TryBuild(in map, ref memory, new uint[cores], []);
        Assert.True(_cores != null, "the simulated machine has too little memory");
        _cores->Clock = _clock;
        Memory = FrameRange.Within(PhysicalAddress.Zero, new PhysicalAddress(memoryBytes));
        Hardware.Invariant = () =>
        {
            if (_started == CoreCount) _invariants.ForEach(holds => holds());
        };
    }

    public SimulatedHardware Hardware { get; }

    /// <summary>All of the machine's memory, in use or not.</summary>
    public FrameRange Memory { get; }

    public int CoreCount => Hardware.CoreCount;
    public ref readonly CoreDirectory Cores => ref *_cores;

    /// <summary>The driver of a core, to look at.</summary>
    public ref CpuDriver Driver(int core) => ref *Cores[new CoreNumber(core)].Driver;

    /// <summary>What a core remembers of its dealings with another.</summary>
    internal Outbound* OutboundOf(int core, int other) => Cores[new CoreNumber(core)].Outbox + other;

    /// <summary>What must hold between any two steps from when all cores have started.</summary>
    public void Always(Action holds) => _invariants.Add(holds);

    /// <summary>Has a core do something so many times, with its interrupts taken in between.</summary>
    public void OnCore(int core, int times, Action<CoreProgram> entry)
        => _programs[core] = new CoreProgram(Hardware[core], new SeededRandom(Hardware.Seed * 257 + (ulong)core), times, entry);

    public void OnEveryCore(int times, Action<CoreProgram> entry)
    {
        for (int core = 0; core < CoreCount; core++) OnCore(core, times, entry);
    }

    /// <summary>Tells the history to its end: all programs are through, and no core will hear of anything any more.</summary>
    public void Run()
    {
        Hardware.Run(RunCore);
        if (Hardware.Failure != null) throw new InvalidOperationException(Hardware.Failure.Message, Hardware.Failure);
        NobodyWaitsInVain();
        NothingIsLeft();
    }

    private void RunCore(SimulatedCore core)
    {
        Machine.CoreLocal = (nuint)CpuDriver.Start(_cores, core.Number);
        if (_userCores[core.Number.Value] != null) CpuDriver.Current.MakeRootBudget();
        CpuDriver.Current.HandleMessages();
        _started++;
        while (_started < CoreCount) Machine.Pause();
        _userCores[core.Number.Value]?.Run();
        _programs[core.Number.Value]?.Run();
        while (true) CoreProgram.WithoutAllocating(core, static () => Machine.WaitForInterrupt());
    }

    /// <summary>Every message was taken and every request answered, so no bell was lost.</summary>
    private void NobodyWaitsInVain()
    {
        for (int receiver = 0; receiver < CoreCount; receiver++)
        for (int sender = 0; sender < CoreCount; sender++)
        {
            Outbound* outbound = OutboundOf(sender, receiver);
            Assert.True(outbound->Sent == Cores[new CoreNumber(receiver)].Inbox.TakenFrom(new CoreNumber(sender)),
                $"core {receiver} sleeps while there is a message for it from core {sender}");
            Assert.True(outbound->OpenRequests == 0, $"core {receiver} never answered core {sender}");
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_clock);
        Hardware.Dispose();
    }
}
