using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>What programs that know what they want begin with: objects of their process, whichever those are.</summary>
/// <remarks>Any of it may fail, and mostly leads to a handle that is none: what is done with that fails, too.</remarks>
internal static class ProgramTools
{
    public static Handle<T> Choose<T>(ref SeededRandom random, ObjectType type, Rights needs) where T : struct, IObject
        => ChooseFor<T>(ref random, type, needs, call: 0);

    /// <summary>One that a system call can be made with, if there is any.</summary>
    public static Handle<T> ChooseFor<T>(ref SeededRandom random, ObjectType type, Rights needs, uint call) where T : struct, IObject
        => new(new Handle(OwnHandles.Choose(ref random, type, needs, call, out _)));

    public static Handle<MemoryBudget> ChooseBudget(ref SeededRandom random) => Choose<MemoryBudget>(ref random, ObjectType.MemoryBudget, Rights.Spend);

    public static Handle<AddressSpace> ChooseSpace(ref SeededRandom random) => Choose<AddressSpace>(ref random, ObjectType.AddressSpace, Rights.Map);

    public static Handle<Process> ChooseProcess(ref SeededRandom random) => Choose<Process>(ref random, ObjectType.Process, Rights.Manage);

    /// <summary>Chooses time to make more of, at its priority.</summary>
    public static Handle<SchedulingContext> ChooseTime(ref SeededRandom random)
        => Choose<SchedulingContext>(ref random, ObjectType.SchedulingContext, Rights.Divide);

    /// <summary>Makes a thread of a process, not started.</summary>
    /// <param name="like">It has the priority of this.</param>
    public static async Task<Handle<Abi.Objects.Thread>> MakeThread(SimulatedThread by, Handle<MemoryBudget> budget, Handle<Process> process,
        Handle<SchedulingContext> like)
    {
        var (_, time) = await by.CreateSchedulingContext(budget, like, OwnHandles.PriorityOf(like), 10_000, 10_000);
        var (_, thread) = await by.CreateThread(budget, process, time);
        _ = await by.Release(time);
        return thread;
    }
}
