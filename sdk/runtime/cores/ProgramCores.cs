using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>
/// The cores that this program runs on: the first, which it was started on, and if its starter says so (<see cref="StartBlock.Threads"/>), those of which it has memory and time
/// (<see cref="StartBlock.Budgets"/>, <see cref="StartBlock.Times"/>). On each of the others it has a process of its own, in the same address space, from the moment
/// on when it starts a thread that may be anywhere.
/// </summary>
/// <remarks>
/// Memory is common to all cores, and handles are not. What the runtime uses everywhere it shares (<see cref="SharedHandle{T}"/>); a program can do so
/// with what it uses in threads of its own (<see cref="TryShare"/>). All that it was given, <see cref="Startup.Block"/> tells in handles of the first core.
/// </remarks>
// SAFETY: the thread pointer of every thread leads to its block.
public static unsafe partial class ProgramCores
{
    /// <summary>More of what a program was given it leaves unused: each thread has a handle on each of them.</summary>
    public const int Most = 16;

    private struct Core
    {
        public SharedHandle<Process> Process;
        public SharedHandle<MemoryBudget> Budget;
        public SharedHandle<SchedulingContext> Time;

        /// <summary>How many threads were put there and have not ended.</summary>
        public int Threads;
    }

    [InlineArray(Most)]
    private struct Cores { private Core _first; }

    private static Cores _cores;
    private static SharedHandle<AddressSpace> _space;
    private static SharedHandle<SystemControl> _system;
    private static int _count = 1;
    private static int _joined = 1;

    /// <summary>A <see cref="LockWord"/>: held while the others join.</summary>
    private static int _joining;
    private static bool _haveTried;

    /// <summary>How many there are.</summary>
    public static int Count => _count;

    /// <summary>On which of them the calling thread runs: below <see cref="Count"/>, the first is 0. It stays there until its end.</summary>
    public static int Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _joined == 1 ? 0 : ThreadBlock.Current->Platform.Core;
    }

    /// <summary>Has threads on all cores of the program able to use an object that the calling thread has a handle to.</summary>
    /// <param name="handle">Of which more may be made, and moved; it is the calling core's from now on.</param>
    /// <returns>False when a core has no room for another handle.</returns>
    public static bool TryShare<T>(Handle<T> handle, out SharedHandle<T> shared) where T : struct, IObject
    {
        Join();
        shared = new(handle);
        return shared.TryShare();
    }

    /// <summary>How many of them have a process by now.</summary>
    internal static int Joined => _joined;

    internal static Handle<AddressSpace> Space => _space.Here;

    internal static Handle<SystemControl> Machine => _system.Here;

    internal static Handle<MemoryBudget> Budget => BudgetOf(Current);

    internal static Handle<Process> ProcessOn(int core) => _cores[core].Process.Here;

    internal static Handle<MemoryBudget> BudgetOf(int core) => _cores[core].Budget.Here;

    internal static Handle<SchedulingContext> TimeOf(int core) => _cores[core].Time.Here;

    /// <summary>Learns what there is. To be called by the first thread, before anything else here.</summary>
    /// <returns>False when the process was not given what every process has.</returns>
    internal static bool TryBegin()
    {
        _cores[0].Process = new(Startup.Block.Process);
        _cores[0].Budget = new(Startup.Block.Budget);
        _cores[0].Time = new(Startup.Block.Scheduling);
        _cores[0].Threads = 1;
        _space = new(Startup.Block.Space);
        _system = new(Startup.Block.System);
        if (Startup.Block.Threads == ThreadSpread.FirstCore) return true;
        if (Kernel.Query(Startup.Block.Budget, out ObjectInfo first) != Status.Ok) return false;
        for (int core = 0; core < StartBlock.MostCores && _count < Most; core++)
        {
            if (core == (int)first.Core || Startup.Block.Budgets[core].IsNone || Startup.Block.Times[core].IsNone) continue;
            _cores[_count].Budget = new(Startup.Block.Budgets[core]);
            _cores[_count++].Time = new(Startup.Block.Times[core]);
        }
        return true;
    }

    /// <summary>Chooses where a thread goes: to the core with the fewest.</summary>
    internal static int Choose(ThreadPlace place)
    {
        int chosen = 0;
        if (place == ThreadPlace.Anywhere)
        {
            Join();
            for (int core = 1; core < _joined; core++)
                if (Volatile.Read(ref _cores[core].Threads) < Volatile.Read(ref _cores[chosen].Threads)) chosen = core;
        }
        CountThread(chosen, 1);
        return chosen;
    }

    /// <summary>Of threads that were put on a core.</summary>
    internal static void CountThread(int core, int change) => _ = Interlocked.Add(ref _cores[core].Threads, change);
}
