using Diesis.Abi;
using Diesis.Kernel;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>The ways into the kernel from user mode, as the entry code of a machine takes them. None may allocate.</summary>
internal static unsafe class KernelEntry
{
    // The system calls that have a way of their own, the first three when nothing but words goes along.
    private const ulong Call = 1, ReplyReceive = 2, Signal = 5, Yield = 6, ReturnToForeign = 79;

    /// <summary>Beside a number: who takes handles may have none to send.</summary>
    private const ulong AcceptsHandles = 1UL << 20;

    public static ThreadContext* SystemCall(SimulatedCore core, ThreadContext* context, bool takesFastPaths)
    {
        long before = core.AllocatedBytes;
        ThreadContext* next = null;
        if (context->Foreign.Mode == ForeignMode.Program) next = Entry.ForeignCall();
        else if (context->Foreign.Mode != ForeignMode.Native && context->Number == ReturnToForeign) next = Entry.ForeignReturn();
        else if (takesFastPaths) next = TryFast(context);
        if (next == null) next = Entry.SystemCall((void*)Machine.CoreLocal, context);
        CoreProgram.CheckAllocations(core, before);
        return next;
    }

    public static ThreadContext* Fault(SimulatedCore core, FaultCode code, ulong address, FaultAccessFlags access)
    {
        long before = core.AllocatedBytes;
        ThreadContext* next = Entry.UserFault(code, address, access, 0);
        CoreProgram.CheckAllocations(core, before);
        return next;
    }

    public static ThreadContext* Interrupt(SimulatedCore core)
    {
        long before = core.AllocatedBytes;
        Machine.TakePendingInterrupts();
        ThreadContext* next = Entry.LeaveInterrupt();
        CoreProgram.CheckAllocations(core, before);
        return next;
    }

    private static ThreadContext* TryFast(ThreadContext* context)
    {
        var cpu = (void*)Machine.CoreLocal;
        switch (context->Number)
        {
            case Call:
            case Call | AcceptsHandles:
                return PassWords(context, Entry.FastCall(cpu, context->A0));
            case ReplyReceive:
            case ReplyReceive | AcceptsHandles:
                return PassWords(context, Entry.FastReplyReceive(cpu, context->A0));
            case Signal:
                return TellWell(context, Entry.FastSignal(cpu, context->A0, context->A1));
            case Yield:
                return TellWell(context, Entry.FastYield(cpu));
            default:
                return null;
        }
    }

    private static ThreadContext* TellWell(ThreadContext* from, ThreadContext* to)
    {
        if (to != null) from->Number = (ulong)Status.Ok;
        return to;
    }

    private static ThreadContext* PassWords(ThreadContext* from, FastSwitch to)
    {
        if (to.To == null) return null;
        to.To->Number = (ulong)Status.Ok;
        to.To->A0 = to.Badge;
        to.To->A1 = from->A1;
        to.To->A2 = from->A2;
        to.To->A3 = from->A3;
        to.To->A4 = from->A4;
        to.To->A5 = from->A5;
        to.To->A6 = from->A6;
        to.To->A7 = from->A7;
        return to.To;
    }
}
