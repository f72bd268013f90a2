using Diesis.Abi.Objects;
using Diesis.Abi;
using Diesis.Machines.Simulated;
using Process = Diesis.Abi.Objects.Process;
using Thread = Diesis.Abi.Objects.Thread;

namespace Diesis.Simulating;

/// <summary>
/// A first process that makes others, which do whatever the seed says on budgets that are too small; and that meddles with them, ends some,
/// and in the end itself and all that there is. In half of the histories there are devices.
/// </summary>
internal sealed class RandomHistory
{
    private const int MostPrograms = 24, MostBudgetPages = 96, MostPagesOfTheRich = 4096, FirstShared = 3;
    private const ulong MostRoundNs = 8_000;

    private readonly List<Handle> _subjects = [];
    private readonly List<Child> _children = [];
    private SeededRandom _random;
    private int _programs;
    private ulong _lastEntry;

    /// <summary>A process that was made, and what it was made with.</summary>
    private readonly record struct Child(
        Handle<MemoryBudget> Budget, Handle<Process> Process, Handle<AddressSpace> Space, Handle<Thread> Thread);

    public RandomHistory(Simulation world)
    {
        World = world;
        _random = new SeededRandom(world.Hardware.Seed ^ 0x52414E44);
        if (_random.OneIn(2)) world.Hardware.PlayDevices();
    }

    public Simulation World { get; }

    /// <summary>Where another program begins; when there are many, the last one's.</summary>
    public ulong NextProgram()
    {
        if (_programs == MostPrograms) return _lastEntry;
        _programs++;
        return _lastEntry = World.AddProgram(NextKind(new SeededRandom(_random.Next())));
    }

    private UserProgram NextKind(SeededRandom random) => _random.Below(World.Hardware.HasDevices ? 16 : 12) switch
    {
        0 or 1 => new ForeignProgram(this, random).Run,
        2 or 3 => new FaultServer(this, random).Run,
        < 12 => new RandomProgram(this, random).Run,
        _ => new DriverProgram(this, random).Run,
    };

    /// <summary>The first process.</summary>
    public async Task Run(SimulatedThread thread)
    {
        StartBlock start = thread.Start;
        var (_, alarm) = await thread.CreateNotification(start.Budget);
        var (_, endpoint) = await thread.CreateEndpoint(start.Budget);
        var (_, other) = await thread.CreateEndpoint(NextCore(start));
        var (_, memory) = await thread.CreateMemory(start.Budget, 1 + (ulong)_random.Below(8), MemoryOptions.None);
        _subjects.AddRange([endpoint.Untyped, other.Untyped, alarm.Untyped, memory.Untyped]);
        _subjects.AddRange([start.DeviceMemory.Untyped, start.Interrupts.Untyped, start.Ports.Untyped]);

        _ = await thread.Map(start.Space, memory, RandomCalls.Arena, 0, 1, Protection.ReadWrite);

        for (int i = 2 + _random.Below(2); i > 0; i--) await AddChild(thread, start);
        for (int rounds = 4 + _random.Below(24); rounds > 0; rounds--)
        {
            _ = await thread.Wait(alarm, World.Hardware.Now + (ulong)_random.Below((int)MostRoundNs));
            await Meddle(thread, start);
        }
    }

    private async Task Meddle(SimulatedThread thread, StartBlock start)
    {
        if (_children.Count == 0) return;
        Child child = _children[_random.Below(_children.Count)];
        switch (_random.Below(22))
        {
            case 0: _ = await thread.EndProcess(child.Process, 7); break;
            case 1: _ = await thread.EndThread(child.Thread, 8); break;
            case 2: _ = await thread.EndBudget(child.Budget); break;
            case 3: _ = await thread.Release(child.Budget); break;
            case 4: _ = await thread.CancelWait(child.Thread); break;
            case 5: _ = await thread.Suspend(child.Thread); break;
            case 6 or 13: _ = await thread.Resume(child.Thread); break;
            case 7 or 11 or 12: await AddChild(thread, start); break;
            case 14: await ChangeRegisters(thread, child); break;
            case 8 or 15: await Share(thread, child.Process); break;
            case 9: _ = await thread.Release(_subjects[_random.Below(_subjects.Count)]); break;
            case 10: _ = await thread.Release(child.Process); break;
            case 16 or 17 or 18: await Migrate(thread, start); break;
            case 21 when _random.OneIn(3): await TakeMuch(thread, start); break;
            case 19 or 20: _ = await thread.InterruptForeign(child.Thread); break;
        }
    }

    /// <summary>Takes memory in one piece, of which a core has hardly so much, and gives it back.</summary>
    private async Task TakeMuch(SimulatedThread thread, StartBlock start)
    {
        var (_, much) = await thread.CreateMemory(NextCore(start), 512UL << _random.Below(4), MemoryOptions.Contiguous);
        _ = await thread.Release(much);
    }

    /// <summary>Stops a thread where it is, and has it go on there, as a debugger does.</summary>
    private static async Task ChangeRegisters(SimulatedThread thread, Child child)
    {
        _ = await thread.Suspend(child.Thread);
        Status status = await thread.ReadRegisters(child.Thread, RandomCalls.Arena, (ulong)RegisterBytes);
        if (status == Status.Ok) _ = await thread.WriteRegisters(child.Thread, RandomCalls.Arena, (ulong)RegisterBytes);
        _ = await thread.Resume(child.Thread);
    }

    /// <summary>Has a thread go on in another process, mostly one of another core, if it can be stopped where that is possible.</summary>
    private async Task Migrate(SimulatedThread thread, StartBlock start)
    {
        int moved = _random.Below(_children.Count);
        for (int tries = 3; tries > 0 && !OwnHandles.CanMigrate(_children[moved].Thread); tries--) moved = _random.Below(_children.Count);
        Child mover = _children[moved], home = _children[_random.Below(_children.Count)];
        _ = await thread.Suspend(mover.Thread);
        var (_, time) = await thread.CreateSchedulingContext(home.Budget, start.Scheduling, (uint)_random.Below(4), 10_000, 10_000);
        var (status, migrated) = await thread.MigrateThread(home.Budget, mover.Thread, home.Process, _random.OneIn(8) ? default : time);
        _ = await thread.Release(time);
        if (status == Status.Ok)
        {
            _ = await thread.Release(mover.Thread);
            _children[moved] = mover with { Thread = migrated };
        }
        _ = await thread.Resume(_children[moved].Thread);
    }

    private static unsafe int RegisterBytes => sizeof(ThreadRegisters);

    private async Task AddChild(SimulatedThread thread, StartBlock start)
    {
        int pages = 8 + _random.Below(_random.OneIn(12) ? MostPagesOfTheRich : MostBudgetPages);
        var (_, budget) = await thread.CreateBudget(NextCore(start), (ulong)pages * MemoryLayout.PageSize);
        // Some are in the space of another process, which may be of another core.
        bool isShared = _children.Count != 0 && _random.OneIn(4);
        var space = isShared ? _children[_random.Below(_children.Count)].Space : (await thread.CreateAddressSpace(budget)).Item2;
        var (_, process) = await thread.CreateProcess(budget, space);
        uint priority = (uint)_random.Below(4);
        ulong turn = 10_000 + (ulong)_random.Below(20_000);
        ulong period = _random.OneIn(2) ? turn : turn + (ulong)_random.Below(20_000);
        var (_, time) = await thread.CreateSchedulingContext(budget, start.Scheduling, priority, turn, period);
        var (status, first) = await thread.CreateThread(budget, process, time);
        if (status != Status.Ok) return;
        _children.Add(new Child(budget, process, space, first));

        var (_, memory) = await thread.CreateMemory(budget, 4, MemoryOptions.None);
        _ = await thread.Map(space, memory, RandomCalls.Arena, 0, 4, Protection.ReadWrite);
        foreach (Handle given in new[] { budget.Untyped, space.Untyped, process.Untyped, time.Untyped, first.Untyped, memory.Untyped })
            await Share(thread, process, given);
        for (int i = 0; i < FirstShared; i++) await Share(thread, process, _subjects[i]);
        for (int i = 2; i > 0; i--) await Share(thread, process);
        if (_random.OneIn(2)) await Share(thread, process, start.System, Rights.All & ~Rights.Manage);
        if (World.Hardware.HasDevices) await ShareDevices(thread, start, process);
        _subjects.AddRange([process.Untyped, first.Untyped, memory.Untyped]);
        _ = await thread.StartThread(first, NextProgram(), 0, 0);
    }

    /// <summary>All that a core has; where a process is charged to, there it is.</summary>
    private Handle<MemoryBudget> NextCore(StartBlock start)
        => World.CoreCount == 1 ? start.Budget : start.Budgets[_random.Below(World.CoreCount)];

    private async Task ShareDevices(SimulatedThread thread, StartBlock start, Handle<Process> process)
    {
        foreach (Handle given in new[] { start.Interrupts.Untyped, start.DeviceMemory.Untyped, start.Ports.Untyped })
        {
            if (!_random.OneIn(3)) await Share(thread, process, given);
        }
    }

    private Task Share(SimulatedThread thread, Handle<Process> process) => Share(thread, process, _subjects[_random.Below(_subjects.Count)]);

    private async Task<(Status, Handle)> Lend(SimulatedThread thread, Handle given, Rights rights)
    {
        var (status, lease, borrowed) = await thread.Lend(thread.Start.Budget, given, rights, (ulong)_random.Below(3) * 20_000);
        // As long as it is among these, it may be released there.
        if (status == Status.Ok) _subjects.Add(lease.Untyped);
        return (status, borrowed);
    }

    /// <summary>Gives a process a handle of its own to something: with all rights, or without some.</summary>
    private Task Share(SimulatedThread thread, Handle<Process> process, Handle given) => Share(thread, process, given, OwnHandles.RightsOf(given));

    private async Task Share(SimulatedThread thread, Handle<Process> process, Handle given, Rights rights)
    {
        if (_random.OneIn(2)) rights &= ~(Rights)(ushort)(_random.Next() & _random.Next());
        // Else it cannot be given.
        if (!_random.OneIn(16)) rights |= Rights.Transfer & OwnHandles.RightsOf(given);
        (Status status, Handle clone) = _random.Below(8) switch
        {
            0 => await thread.Weaken(given, rights),
            1 => await Lend(thread, given, rights),
            _ => await thread.Clone(given, rights, 0),
        };
        if (status != Status.Ok) return;
        (status, _) = await thread.Transfer(process, clone);
        if (status != Status.Ok) _ = await thread.Release(clone);
    }
}
