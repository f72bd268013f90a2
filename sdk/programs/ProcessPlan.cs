using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Programs;

/// <summary>What a process is to have, apart from its program and from what it is given.</summary>
public struct ProcessPlan
{
    public const ulong UsualStackPages = 64;
    public const ulong UsualTurnNs = 10_000_000;

    /// <summary>What its budget is taken from. It lives on that budget's core.</summary>
    public Handle<MemoryBudget> Budget;

    /// <summary>How much it may spend.</summary>
    public ulong Bytes;

    /// <summary>What its time is made from, of the same core.</summary>
    public Handle<SchedulingContext> Time;

    /// <summary>The highest priority of its threads.</summary>
    public uint Priority;

    /// <summary>Time in each period, and the period.</summary>
    public ulong TurnNs, PeriodNs;

    /// <summary>Where its first thread's stack begins; below is a page that stays empty.</summary>
    public ulong StackStart;
    public ulong StackPages;

    /// <summary>Pays for its address space, on this budget's core; none: its own budget does.</summary>
    public Handle<MemoryBudget> SpaceBudget;

    /// <summary>Bits for it alone.</summary>
    public StartBlock.RandomSeed Seed;

    /// <summary>A plan for a process of ordinary size at places that nobody foresees.</summary>
    public static ProcessPlan Random(Handle<MemoryBudget> budget, ulong bytes, Handle<SchedulingContext> time, uint priority, ref SecretNumbers random) => new()
    {
        Budget = budget,
        Bytes = bytes,
        Time = time,
        Priority = priority,
        TurnNs = UsualTurnNs,
        PeriodNs = UsualTurnNs,
        StackPages = UsualStackPages,
        StackStart = RandomPage(ref random, ProcessLayout.StacksStart, ProcessLayout.StacksEnd - (UsualStackPages + MostOtherPages) * MemoryLayout.PageSize),
        Seed = random.NextSeed(),
    };

    /// <summary>Pages around the stack: those that stay empty, and the start block.</summary>
    private const ulong MostOtherPages = 4;

    /// <summary>Where an image may be put.</summary>
    public static ulong RandomImageStart(ref SecretNumbers random)
        => RandomPage(ref random, ProcessLayout.ImagesStart, ProcessLayout.ImagesEnd - Diesis.Boot.Elf.ElfImage.LargestSize);

    private static ulong RandomPage(ref SecretNumbers random, ulong from, ulong to) => from + random.Next() % (to - from) / MemoryLayout.PageSize * MemoryLayout.PageSize;
}
