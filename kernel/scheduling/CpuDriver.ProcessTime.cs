using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>How much processor time processes have used.</summary>
/// <remarks>
/// Time is counted with the process whose threads it was given to, also where they lent it along a call: who has something done pays for it. Calls from
/// other cores bring no time of their own, so that is counted with who serves them. What is used of a turn stands in its scheduling context
/// anyway; it goes to the process when the turn is over, or when the context gets another owner. So counting costs switches of threads nothing.
/// </remarks>
// SAFETY: a thread holds a reference to its process, and takes itself out of its context before it ends.
public unsafe partial struct CpuDriver
{
    /// <summary>Threads beyond these are told without what they have used of their turns.</summary>
    private const int MostThreadsCounted = 64;

    /// <summary>All processor time that a process's threads have had, in nanoseconds.</summary>
    private ulong TimeOf(Process* process)
    {
        ulong time = process->TimeNs;
        Thread* thread = process->Threads;
        for (int left = MostThreadsCounted; thread != null && left > 0; left--)
        {
            if (thread->Own != null) time += UsedOfTurn(thread->Own);
            thread = ThreadPage.More(thread->Context)->NextOfProcess;
        }
        return time;
    }

    /// <summary>What is used of a context's turn or period, the time that runs included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong UsedOfTurn(SchedulingContext* time)
        => time->BudgetNs - time->LeftNs + (time == _running ? Machine.ReadNanoseconds() - _chargedNs : 0);

    /// <summary>A context's turn or period is over: it has all of its time again.</summary>
    private static void Refill(SchedulingContext* time)
    {
        CountTime(time, time->BudgetNs - time->LeftNs);
        time->LeftNs = time->BudgetNs;
    }

    /// <summary>Counts time that was used of a context with whom it belongs to.</summary>
    private static void CountTime(SchedulingContext* time, ulong nanoseconds)
    {
        Thread* payer = time->Owner;
        if (payer != null && IsVisitor(payer)) payer = time->Holder;
        // What stands for a thread of another core has that one's process, which is not this core's to write.
        if (payer != null && !IsVisitor(payer)) payer->Process->TimeNs += nanoseconds;
    }

    /// <summary>The call of a thread of another core was answered: what that took is counted with who did it.</summary>
    private void CountVisit(Visitor* visitor)
    {
        if (_current != null && !IsVisitor(_current)) _current->Process->TimeNs += UsedOfTurn(&visitor->Time);
    }
}
