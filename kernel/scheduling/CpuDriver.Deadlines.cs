using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Times at which something happens. The machine's timer is set for the first of them, or for the end of the running thread's time.</summary>
/// <remarks>There is no tick: on a core where nothing is due the timer is off.</remarks>
// SAFETY: objects take their deadlines out before they end.
public unsafe partial struct CpuDriver
{
    /// <summary>How many deadlines one entry serves at most; then it is interrupted again at once.</summary>
    private const int MostDeadlinesPerEntry = 16;

    /// <summary>Has an object hear of a time; <paramref name="ns"/> may have passed already.</summary>
    private void SetDeadline(Deadline* deadline, ObjectHeader* owner, ulong ns)
    {
        deadline->Owner = owner;
        _deadlines.Add(&deadline->Node, ns);
        if (ns < _armedNs) Arm(ns);
    }

    /// <summary>Takes a deadline back, if it is set. The timer may still go off, and then finds nothing due.</summary>
    private void ClearDeadline(Deadline* deadline)
    {
        if (deadline->IsSet) _deadlines.Remove(&deadline->Node);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Arm(ulong ns)
    {
        _armedNs = ns;
        Machine.ArmTimer(ns);
    }

    /// <summary>The machine's timer went off: serves what is due, and sets it anew.</summary>
    public void HandleTimer()
    {
        CheckWriter();
        ulong now = Machine.ReadNanoseconds();
        _armedNs = ulong.MaxValue;
        Charge(now);
        TreeNode* first = _deadlines.First;
        for (int left = MostDeadlinesPerEntry; first != null && first->Key <= now && left > 0; left--)
        {
            // SAFETY: a node is the first field of its deadline.
            var due = (Deadline*)first;
            _deadlines.Remove(first);
            Serve(due->Owner, now);
            first = _deadlines.First;
        }
        ulong next = _running == null ? ulong.MaxValue : now + _running->LeftNs;
        if (first != null && first->Key < next) next = first->Key;
        if (next != ulong.MaxValue && next < _armedNs) Arm(next);
    }

    private void Serve(ObjectHeader* owner, ulong now)
    {
        switch (owner->Type)
        {
            case ObjectType.Thread:
                ((Thread*)owner)->Flags &= ~ThreadFlags.HasDeadline;
                StopWaiting((Thread*)owner, Status.TimedOut);
                break;
            case ObjectType.Timer:
                Raise(ref ((Timer*)owner)->Signal, owner);
                break;
            case ObjectType.SchedulingContext:
                Replenish((SchedulingContext*)owner, now);
                break;
            case ObjectType.Lease:
                BeginEnd(owner);
                break;
        }
    }
}
