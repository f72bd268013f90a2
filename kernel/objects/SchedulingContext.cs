using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;

namespace Diesis.Kernel.Objects;

/// <summary>
/// Processor time: so much of it in each period, at a priority. At most one thread runs on it at a time: the one that it was given to,
/// or whoever that one called.
/// </summary>
// SAFETY: threads take themselves out of it before they end.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct SchedulingContext : IKernelObject
{
    public const int Priorities = 64;

    public static ObjectType Type => ObjectType.SchedulingContext;

    public ObjectHeader Header;

    /// <summary>When its budget is full again, while it has none.</summary>
    public Deadline Replenishment;

    public ulong BudgetNs;

    /// <summary>As long as the budget for a context that just takes turns.</summary>
    public ulong PeriodNs;
    public ulong LeftNs;
    public ulong PeriodEndNs;

    /// <summary>The thread that it was given to, and the one that has it now.</summary>
    public Thread* Owner, Holder;
    public byte Priority;

    public readonly bool IsTurns => PeriodNs == BudgetNs;
}
