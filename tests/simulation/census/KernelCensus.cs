using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Kernel;
using Diesis.Kernel.Objects;
using Diesis.Machines;
using Diesis.Machines.Simulated;
using Thread = Diesis.Kernel.Objects.Thread;

namespace Diesis.Simulating;

/// <summary>
/// Counts everything that the kernels of all cores have, beginning on each at the budget that all others come from, and compares it with
/// what they believe: references, budgets, frames, queues, deadlines, page tables. On one core it holds between any two entries; on several
/// whenever no core is in the middle of one and nothing is on its way between two.
/// </summary>
internal sealed unsafe partial class KernelCensus(Simulation world)
{
    /// <summary>An object, and what was counted of it.</summary>
    private struct Counted
    {
        public ObjectHeader* Object;

        /// <summary>Strong handles and other objects' uses.</summary>
        public uint References;

        /// <summary>Endpoints: strong handles by which it can be called, and served.</summary>
        public uint CallHandles, ServeHandles;

        /// <summary>Budgets: what is charged to it.</summary>
        public ulong Charged;

        /// <summary>Mappings: lists and trees in which it was found.</summary>
        public int Holders, Trees, Memories;

        /// <summary>Threads: queues in which it was found.</summary>
        public int RunQueues, WaitQueues;

        /// <summary>Processes: calls that are open on other cores, and handles that these may bring. Spaces: uses on other cores.</summary>
        public uint OpenCalls, Promised, Pins;

        /// <summary>Memory: ranges of it that devices may reach.</summary>
        public uint DmaRanges;
    }

    private readonly Dictionary<nint, int> _places = [];
    private readonly uint[] _frames = new uint[world.Hardware.Memory.Bytes >> Page.Shift];
    private Counted[] _objects = new Counted[256];
    private int _count;
    private ulong _claimedFrames;

    /// <summary>Free frames and those that budgets have paid for, when the first process began.</summary>
    private ulong _allFrames;

    private ReadOnlySpan<Counted> Objects => _objects.AsSpan(0, _count);

    /// <summary>Throws when something does not add up.</summary>
    public void Check()
    {
        _places.Clear();
        _mappers.Clear();
        _count = 0;
        _claimedFrames = 0;
        Array.Clear(_frames);

        for (int core = 0; core < world.CoreCount; core++) Find(Cpu(core)->AllMemory);
        FindVisitors();
        FindLocked();
        CountUses();
        for (int core = 0; core < world.CoreCount; core++) CheckFrames(Cpu(core));
        CheckAllFrames();
        foreach (ref readonly Counted counted in Objects) CheckObject(in counted);
        for (int core = 0; core < world.CoreCount; core++)
        {
            if (Cpu(core)->CurrentThread != null) _ = Of(Cpu(core)->CurrentThread, "a core");
            CheckDeadlines(Cpu(core));
            CheckTranslations(world.Hardware[core]);
            CheckMessages(core);
            CheckPorts(core);
        }
        CheckLines();
    }

    private CpuDriver* Cpu(int core)
    {
        // Drivers lie in memory that stays where it is.
        fixed (CpuDriver* driver = &world.Driver(core)) return driver;
    }

    private CpuDriver* CpuOf(ObjectHeader* target) => Cpu(target->Core.Value);

    /// <summary>Finds all objects: each is charged to a budget, and each budget but the first is an object.</summary>
    private void Find(MemoryBudget* all)
    {
        // It never had memory, nor a process.
        if (all->Header.Generation == 0) return;
        int first = _count;
        Add(&all->Header, references: 1);
        for (int i = first; i < _count; i++)
        {
            if (_objects[i].Object->Type != ObjectType.MemoryBudget) continue;
            var budget = (MemoryBudget*)_objects[i].Object;
            if (budget->Pages != null) _objects[i].References++;
            for (SlotPage* page = budget->Pages; page != null; page = page->Next)
            {
                Claim(page, budget);
                if (page->Budget != budget) Fail("a page of objects is in the list of another budget");
                for (int slot = 1; slot < SlotPage.Slots; slot++)
                {
                    ObjectHeader* found = SlotPage.Slot(page, slot);
                    if (found->Generation == 0) continue;
                    if (found->Budget != budget) Fail($"{Name(found)} lies in a page of another budget than it is charged to");
                    Add(found);
                }
            }
        }
    }

    private void Add(ObjectHeader* found, uint references = 0)
    {
        if (_count == _objects.Length) Array.Resize(ref _objects, _count * 2);
        _places.Add((nint)found, _count);
        _objects[_count++] = new Counted { Object = found, References = references };
    }

    /// <summary>What was counted of an object that something points to, which has to be there.</summary>
    private ref Counted Of(void* target, string by)
    {
        if (!_places.TryGetValue((nint)target, out int place)) Fail($"{by} leads to an object that is gone");
        return ref _objects[place];
    }

    private void Refer(void* target, string by)
    {
        if (target != null) Of(target, by).References++;
    }

    private void ReferForCalls(Endpoint* target, string by)
    {
        if (target == null) return;
        ref Counted counted = ref Of(target, by);
        counted.References++;
        counted.CallHandles++;
    }

    private void Charge(MemoryBudget* budget, ulong bytes) => Of(budget, "a charge").Charged += bytes;

    /// <summary>A page is somebody's alone, and a budget has paid for it.</summary>
    private void Claim(void* page, MemoryBudget* budget)
    {
        Claim(Machine.PhysicalOf(page).Frame);
        Charge(budget, Page.Size);
    }

    private void Claim(Frame frame)
    {
        if (_frames[frame.Number]++ != 0) Fail($"frame {frame.Number:x} is owned twice");
        _claimedFrames++;
    }

    private void CheckFrames(CpuDriver* cpu)
    {
        for (int frame = 0; frame < _frames.Length; frame++)
        {
            if (_frames[frame] == 0) continue;
            if (cpu->Frames.IsFree(new Frame((ulong)frame))) Fail($"frame {frame:x} is in use and free");
        }
    }

    /// <summary>Who makes calls for other cores lies in frames that nobody is charged for, so this is of one core only.</summary>
    private void CheckAllFrames()
    {
        if (world.CoreCount > 1) return;
        ulong free = Cpu(0)->Frames.FreeFrames, all = _claimedFrames + free;
        if (_allFrames == 0) _allFrames = all;
        if (all != _allFrames) Fail($"of {_allFrames} frames {_claimedFrames} are in use and {free} free");
    }

    private void CheckObject(in Counted counted)
    {
        ObjectHeader* target = counted.Object;
        if (target->Type == Mapping.Type)
        {
            CheckMapping((Mapping*)target, in counted);
            return;
        }
        if (target->Type == DmaRange.Type)
        {
            CheckDmaRange((DmaRange*)target, in counted);
            return;
        }
        if (target->References != counted.References)
            Fail($"{Name(target)} counts {target->References} references, and there are {counted.References}");
        if (target->References == 0 && (target->State & ObjectState.Queued) == 0) Fail($"{Name(target)} is referred to by nothing, and stays");
        switch (target->Type)
        {
            case ObjectType.MemoryBudget: CheckBudget((MemoryBudget*)target, counted.Charged); break;
            case ObjectType.Thread: CheckThread((Thread*)target, in counted); break;
            case ObjectType.SchedulingContext: CheckTime((SchedulingContext*)target); break;
            case ObjectType.Endpoint: CheckEndpoint((Endpoint*)target, in counted); break;
            case ObjectType.Notification: CheckNotification((Notification*)target); break;
            case ObjectType.Reply: CheckReply((Reply*)target); break;
            case ObjectType.AddressSpace: CheckSpace((AddressSpace*)target, in counted); break;
            case ObjectType.Interrupt: CheckInterrupt((Interrupt*)target); break;
            case ObjectType.MemoryObject: CheckPins((MemoryObject*)target, in counted); break;
            case ObjectType.Process: CheckProcess((Process*)target, in counted); break;
        }
    }

    private void CheckBudget(MemoryBudget* budget, ulong charged)
    {
        if (budget->Used != charged) Fail($"{Name(&budget->Header)} says {budget->Used:x} bytes are used, and {charged:x} are");
        if (budget->Used > budget->Limit) Fail($"{Name(&budget->Header)} uses {budget->Used:x} bytes of {budget->Limit:x}");
    }

    private static bool IsQueued(ObjectHeader* target) => (target->State & ObjectState.Queued) != 0;

    private static string Name(ObjectHeader* target) => $"{target->Type} {target->Generation:x}";

    [DoesNotReturn]
    private static void Fail(string what) => throw new InvalidOperationException(what);
}
