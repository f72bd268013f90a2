using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Kernel;
using Diesis.Kernel.Intercore;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>Processes: what user mode runs in a history.</summary>
public sealed unsafe partial class Simulation
{
    /// <summary>Where programs lie: far above whatever tests map, and each with room for as much as it may await.</summary>
    private const ulong FirstProgram = 0x6000_0000_0000, ProgramBytes = 1 << 24;

    private readonly List<UserProgram> _userPrograms = [];

    /// <summary>Who plays threads, by the number that their contexts hold, from 1.</summary>
    private readonly List<SimulatedThread> _players = [];
    private readonly UserCore?[] _userCores;
    private readonly bool[] _hasEnded;
    private readonly HashSet<int> _firstProcesses = [];
    private readonly KernelCensus _census;
    private readonly Queue<string> _story = [];
    private const int MostEntriesUnchecked = 8;

    /// <summary>
    /// The kernel's objects are counted after one in so many entries: that costs more than the entries. A failure is told again with all counted.
    /// </summary>
    private readonly int _checksOneIn;
    private long _steps;

    /// <summary>How many steps user mode has taken on all cores.</summary>
    public long Steps => _steps;

    /// <summary>How often the kernel's objects were counted.</summary>
    public long Censuses { get; private set; }

    /// <summary>Seeds differ in whether calls take the kernel's short ways.</summary>
    public bool TakesFastPaths { get; }

    /// <summary>Is what programs do written down? Only when a failure is told.</summary>
    public bool IsTelling { get; set; }

    /// <summary>Where the ends of system calls are counted, if they are.</summary>
    internal OutcomeTable? Outcomes { get; init; }

    /// <summary>
    /// Has a core begin with a first process whose first thread runs this. When it returns, all that was made of the core's memory is taken
    /// apart; in the end every byte has to be back.
    /// </summary>
    public void Boot(int core, UserProgram first) => Boot(core, first, hasAllCores: false);

    /// <summary>As <see cref="Boot(int, UserProgram)"/> on the first core, with the memory of all cores; the others run what it makes there.</summary>
    public void BootAll(UserProgram first)
    {
        Boot(0, first, hasAllCores: true);
        for (int core = 1; core < CoreCount; core++) _userCores[core] = new UserCore(this, Hardware[core], 0, hasAllCores: false);
    }

    private void Boot(int core, UserProgram first, bool hasAllCores)
    {
        var cores = (CoreDirectory*)_cores;
        cores->LargestLeafLevel = Machine.LargestLeafLevel;
        ulong program = AddProgram(thread => FirstProcess.Run(thread, first, _hasEnded));
        _firstProcesses.Add(core);
        _userCores[core] = new UserCore(this, Hardware[core], program, hasAllCores);
    }

    /// <summary>Puts a program into user mode's reach.</summary>
    /// <returns>Where a thread is to begin that runs it.</returns>
    public ulong AddProgram(UserProgram program)
    {
        _userPrograms.Add(program);
        return FirstProgram + (ulong)(_userPrograms.Count - 1) * ProgramBytes;
    }

    /// <summary>Where the program would begin that an address is of.</summary>
    internal static ulong StartOfProgram(ulong address) => address & ~(ProgramBytes - 1);

    internal bool TryFindProgram(ulong address, out UserProgram program)
    {
        ulong index = (address - FirstProgram) / ProgramBytes;
        bool isFound = address >= FirstProgram && address == StartOfProgram(address) && index < (ulong)_userPrograms.Count;
        program = isFound ? _userPrograms[(int)index] : static _ => Task.CompletedTask;
        return isFound;
    }

    /// <summary>Who plays a thread that runs on a core. When the thread goes on from where another was, that is who played the other.</summary>
    internal SimulatedThread PlayerOf(Kernel.Objects.Thread* thread, int core)
    {
        ref int player = ref thread->Context->Player;
        if (player == 0)
        {
            _players.Add(new SimulatedThread(this, core, thread->Header.Generation));
            player = _players.Count;
        }
        SimulatedThread found = _players[player - 1];
        found.BecomeObject(core, thread->Header.Generation);
        return found;
    }

    internal StartBlock StartOf(int core) => _userCores[core]!.Start;

    internal void CountStep() => _steps++;

    internal void Tell(string text)
    {
        _story.Enqueue($"{Hardware.Now,10}  {text}\n");
        if (_story.Count > StepsTold) _ = _story.Dequeue();
    }

    private const int StepsTold = 400;

    /// <summary>What programs did last.</summary>
    public string Story => string.Concat(_story);

    /// <summary>Told of every entry into the kernel from user mode, when it is over, and of which core.</summary>
    public Action<int>? AfterEntry { get; set; }

    internal void CheckKernel(SimulatedCore core)
    {
        AfterEntry?.Invoke(core.Number.Value);
        KernelCensus.CheckRunning(ref CpuDriver.Current, core);
        if (!IsTelling && _steps % _checksOneIn != 0) return;
        _census.CheckReach();
        if (!IsAtRest()) return;
        Censuses++;
        _census.Check();
    }

    /// <summary>What was taken out of spaces of a core is to be out of use: all who took something away were told that it is.</summary>
    internal void CheckForgotten(int home) => _census.CheckForgotten(home);

    /// <summary>Is a core out of its kernel, with a thread that it plays?</summary>
    internal bool IsInUserMode(int core) => _userCores[core] is { IsInUserMode: true };

    /// <summary>Is no core in the middle of anything, and nothing on its way between two? Then the books of all are closed.</summary>
    private bool IsAtRest()
    {
        if (CoreCount == 1) return true;
        for (int core = 0; core < CoreCount; core++)
        {
            if (!_userCores[core]!.IsAtRest) return false;
            for (int other = 0; other < CoreCount; other++)
            {
                Outbound* outbound = OutboundOf(core, other);
                Signals* said = outbound->In, seen = outbound->Seen;
                if (said->Sent != seen->Sent || said->Made != seen->Made || said->Done != seen->Done || outbound->OpenRequests != 0) return false;
            }
        }
        return true;
    }

    /// <summary>The first processes got to their ends, and all that they had is given back.</summary>
    private void NothingIsLeft()
    {
        for (int core = 0; core < CoreCount; core++)
        {
            if (_userCores[core] == null) continue;
            Assert.True(_hasEnded[core] || !_firstProcesses.Contains(core), $"the first process of core {core} waits for something that never comes");
            Assert.True(Driver(core).AllMemory->Used == 0, $"core {core}: {Driver(core).AllMemory->Used} bytes are still spent after the end");
            Assert.True(Driver(core).AllMemory->Pages == null, $"core {core}: objects are left after the end");
        }
    }
}

/// <summary>What the first process of a core does beside what a test has it do.</summary>
internal static class FirstProcess
{
    public static async Task Run(SimulatedThread thread, UserProgram program, bool[] hasEnded)
    {
        await program(thread);
        hasEnded[thread.Core] = true;
        for (int core = 0; core < thread.World.CoreCount; core++)
        {
            Handle<MemoryBudget> other = thread.Start.Budgets[core];
            if (core != thread.Core && !other.IsNone) Assert.Equal(Status.Ok, await thread.EndBudget(other));
        }
        await thread.EndBudget(thread.Start.Budget);
    }
}
