using Diesis.Abi;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Kernel;
using Diesis.Machines;
using Diesis.Machines.Simulated;
using Thread = Diesis.Kernel.Objects.Thread;
using ThreadState = Diesis.Kernel.Objects.ThreadState;
using Timer = Diesis.Kernel.Objects.Timer;

namespace Diesis.Simulating;

/// <summary>Who runs, who waits and for what, and that nobody waits in vain.</summary>
internal sealed unsafe partial class KernelCensus
{
    private void CheckThread(Thread* thread, in Counted counted)
    {
        string name = Name(&thread->Header);
        bool isQueued = (thread->Flags & ThreadFlags.Queued) != 0, isCurrent = thread == CpuOf(&thread->Header)->CurrentThread;
        if (counted.RunQueues != (isQueued ? 1 : 0)) Fail($"{name} is in {counted.RunQueues} run queues, and its flags are {thread->Flags}");
        bool canRun = CanRun(thread);
        if (isQueued && !canRun) Fail($"{name} is queued and cannot run");
        bool isVisitor = (thread->Flags & ThreadFlags.Visitor) != 0;
        if (canRun && !isQueued && !isCurrent && !isVisitor) Fail($"{name} could run, and is not queued");

        bool isInQueue = thread->State is ThreadState.Receiving or ThreadState.Calling or ThreadState.Waiting;
        if (counted.WaitQueues != (isInQueue ? 1 : 0)) Fail($"{name} is {thread->State}, in {counted.WaitQueues} queues");
        if (thread->State == ThreadState.AwaitingReply) CheckDebtor(thread, name);
        if (thread->Caller != null && (thread->Caller->State != ThreadState.AwaitingReply || thread->Caller->WaitsFor != &thread->Header))
            Fail($"{name} owes a reply to who does not wait for it");
        if (thread->Own != null && thread->Own->Owner != thread) Fail($"{name} has a context of its own that is another's");
        if (thread->Context == null) return;

        ThreadMore* more = ThreadPage.More(thread->Context);
        bool hasDeadline = (thread->Flags & ThreadFlags.HasDeadline) != 0;
        if (hasDeadline != more->Deadline.IsSet) Fail($"{name} has flags {thread->Flags}, and its deadline is {(more->Deadline.IsSet ? "" : "not ")}set");
        if (hasDeadline && !isInQueue && thread->State != ThreadState.AwaitingReply) Fail($"{name} is {thread->State} and has a deadline");
        bool isBound = (thread->Flags & ThreadFlags.Bound) != 0;
        if (isBound != (more->Bound != null) || isBound && more->Bound->Bound != thread) Fail($"{name} and its notification do not agree on being bound");
        CheckTimeOf(thread, name);
    }

    private static bool CanRun(Thread* thread)
    {
        SchedulingContext* time = thread->Running;
        return thread->State == ThreadState.Ready && (thread->Flags & ThreadFlags.Suspended) == 0
            && time != null && time->Holder == thread && time->LeftNs != 0;
    }

    private void CheckDebtor(Thread* caller, string name)
    {
        ObjectHeader* debtor = Of(caller->WaitsFor, name).Object;
        if (debtor->Type == ObjectType.Thread)
        {
            var server = (Thread*)debtor;
            if (server->Caller != caller) Fail($"{name} waits for the reply of {Name(debtor)}, which does not know");
            if (server->State == ThreadState.Ended) Fail($"{name} waits for the reply of {Name(debtor)}, which has ended");
            return;
        }
        if (debtor->Type != ObjectType.Reply || ((Reply*)debtor)->Caller != caller) Fail($"{name} waits for a reply from {Name(debtor)}");
    }

    /// <summary>A thread that is ready has the use of its own time, unless who it called has none.</summary>
    private static void CheckTimeOf(Thread* thread, string name)
    {
        SchedulingContext* own = thread->Own;
        Thread* caller = thread->Caller;
        if (thread->State == ThreadState.Ready && thread->Running == null && caller != null && caller->Running != null && caller->Running->Holder == caller)
            Fail($"{name} serves without time, and its caller's lies idle");
        if (thread->State != ThreadState.Ready || own == null || own->Holder == thread || thread->Running != own) return;
        if (own->Holder == null) Fail($"{name} is ready, and nobody has the use of its time");
        if (own->Holder->Own != null) Fail($"{name} is ready, and its time is with {Name(&own->Holder->Header)}, which has its own");
    }

    private void CheckTime(SchedulingContext* time)
    {
        string name = Name(&time->Header);
        // A visitor that has left its slot is known only by its time.
        if (time->Header.Budget == null) return;
        if (time->Owner != null && Of(time->Owner, name).Object != null && time->Owner->Own != time) Fail($"{name} and its owner do not agree");
        if (time->Holder != null)
        {
            _ = Of(time->Holder, name);
            if (time->Holder->Running != time && time->Holder->Own != time) Fail($"{name} is held by {Name(&time->Holder->Header)}, which does not run on it");
            if (time->Holder->State == ThreadState.Ended && time->Owner != time->Holder) Fail($"{name} is held by who has ended");
        }
        if (time->LeftNs > time->BudgetNs) Fail($"{name} has more left than its budget");
        if (time->LeftNs == 0 && !time->Replenishment.IsSet && time->Header.IsAlive) Fail($"{name} has no time left, and will never have");
    }

    private static void CheckEndpoint(Endpoint* endpoint, in Counted counted)
    {
        string name = Name(&endpoint->Header);
        bool isAlive = endpoint->Header.IsAlive;
        if (isAlive && endpoint->CallHandles != counted.CallHandles) Fail($"{name} counts {endpoint->CallHandles} to call it, and there are {counted.CallHandles}");
        if (isAlive && endpoint->ServeHandles != counted.ServeHandles) Fail($"{name} counts {endpoint->ServeHandles} to serve it, and there are {counted.ServeHandles}");
        bool hasReceivers = !endpoint->Receivers.IsEmpty, hasCallers = !endpoint->Callers.IsEmpty;
        if (IsQueued(&endpoint->Header)) return;
        if (hasReceivers && hasCallers) Fail($"{name} has callers and receivers");
        if (hasReceivers && endpoint->CallHandles == 0) Fail($"{name} has receivers, and nobody can call");
        if (hasCallers && endpoint->ServeHandles == 0) Fail($"{name} has callers, and nobody can serve");
        if ((hasCallers || hasReceivers) && !isAlive) Fail($"{name} has ended, and somebody waits for it");
    }

    private void CheckNotification(Notification* notification)
    {
        string name = Name(&notification->Header);
        Thread* bound = notification->Bound;
        if (notification->Bits != 0 && !notification->Waiters.IsEmpty) Fail($"{name} has bits, and somebody waits for them");
        if (notification->Bits != 0 && bound != null && IsReceiving(bound)) Fail($"{name} has bits, and is bound to who waits");
        if (!notification->Waiters.IsEmpty && !notification->Header.IsAlive && !IsQueued(&notification->Header))
            Fail($"{name} has ended, and somebody waits for it");
    }

    /// <summary>Does a thread wait for a call, here or at an endpoint of another core?</summary>
    private bool IsReceiving(Thread* thread)
    {
        if (thread->State == ThreadState.Elsewhere && VisitorOf(thread, ThreadPage.More(thread->Context)) is var visitor && visitor != null && visitor->Caller == thread) thread = &visitor->Thread;
        return thread->State == ThreadState.Receiving;
    }

    private void CheckReply(Reply* reply)
    {
        if (reply->Caller == null) return;
        _ = Of(reply->Caller, "a kept reply");
        if (reply->Caller->WaitsFor != &reply->Header || reply->Caller->State != ThreadState.AwaitingReply)
            Fail($"{Name(&reply->Header)} is of a caller that does not wait for it");
        if (!reply->Header.IsAlive && !IsQueued(&reply->Header)) Fail($"{Name(&reply->Header)} has ended, and its caller waits");
    }

    /// <summary>What a core goes on with after an entry; to be had without counting anything.</summary>
    public static void CheckRunning(ref CpuDriver cpu, SimulatedCore core)
    {
        Thread* current = cpu.CurrentThread;
        if (!CanRun(current)) Fail($"{Name(&current->Header)} goes on, and cannot run");
        if ((current->Flags & ThreadFlags.Queued) != 0) Fail($"{Name(&current->Header)} runs and is queued");
        if (cpu.SpaceInUse != current->Space || core.SpaceRoot != current->Space->Root) Fail($"{Name(&current->Header)} goes on in another space");
        if (cpu.TimeInUse != current->Running) Fail($"{Name(&current->Header)} goes on, and its time is not charged");
        for (int priority = current->Running->Priority + 1; priority < SchedulingContext.Priorities; priority++)
        {
            if (!cpu.ReadyAt(priority).IsEmpty) Fail($"{Name(&current->Header)} goes on, and somebody of priority {priority} waits");
        }
        ulong end = cpu.ChargedNs + current->Running->LeftNs;
        if (cpu.ArmedNs > end) Fail($"the timer is set for {cpu.ArmedNs}, and the running thread's time ends at {end}");
        if (core.TimerDue > cpu.ArmedNs) Fail($"the timer is set for {core.TimerDue}, and the kernel believes {cpu.ArmedNs}");
    }

    private void CheckDeadlines(CpuDriver* cpu)
    {
        int set = 0, found = 0;
        foreach (ref readonly Counted counted in Objects) set += CpuOf(counted.Object) == cpu && HasDeadline(counted.Object) ? 1 : 0;
        ulong last = 0;
        CountDeadlines(cpu->Deadlines.Root, ref found, ref last);
        if (set != found) Fail($"{set} deadlines are set, and {found} will be heard of");
        TreeNode* first = cpu->Deadlines.First;
        if (first != null && cpu->ArmedNs > first->Key) Fail($"the timer is set for {cpu->ArmedNs}, and the first deadline is {first->Key}");
    }

    private void CountDeadlines(TreeNode* node, ref int found, ref ulong last)
    {
        if (node == null) return;
        CountDeadlines(node->Left, ref found, ref last);
        found++;
        var deadline = (Deadline*)node;
        if (node->Key < last) Fail("deadlines are in disorder");
        if (!HasDeadline(Of(deadline->Owner, "a deadline").Object)) Fail($"the core keeps a deadline of {Name(deadline->Owner)} that is not set");
        last = node->Key;
        CountDeadlines(node->Right, ref found, ref last);
    }

    private static bool HasDeadline(ObjectHeader* target) => target->Type switch
    {
        ObjectType.Thread => (((Thread*)target)->Flags & ThreadFlags.HasDeadline) != 0,
        ObjectType.Timer => ((Timer*)target)->Deadline.IsSet,
        ObjectType.SchedulingContext => ((SchedulingContext*)target)->Replenishment.IsSet,
        ObjectType.Lease => ((Lease*)target)->End.IsSet,
        _ => false,
    };
}
