using Diesis.Abi;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// Processes in an address space of another core: their threads run here, on page tables that only the other core writes. It is asked to
/// show pages that they touch, and tells this core what it has taken away (<c>memory/objects/CpuDriver.ShootDown.cs</c>).
/// </summary>
// SAFETY: a space that is pinned stays until its core is told otherwise; of others only fixed words are read.
public unsafe partial struct CpuDriver
{
    /// <summary>Holds a space for processes of another core.</summary>
    private static Status PinSpace(ref Pin pin, AddressSpace* space, CoreNumber user)
    {
        Retain(&space->Header);
        space->Pins++;
        space->Users.Add(user);
        pin.Target = &space->Header;
        return Status.Ok;
    }

    private void UnpinSpace(AddressSpace* space)
    {
        space->Pins--;
        ForgetUsers(space);
        Drop(&space->Header);
    }

    /// <summary>A process does not use its space any more.</summary>
    /// <returns>False: too much is under way to the space's core.</returns>
    private bool TryLeaveSpace(Process* process)
    {
        AddressSpace* space = process->Space;
        if (space == null) return true;
        if (space->Header.Core == _number)
        {
            Drop(&space->Header);
        }
        else
        {
            if (!CanRequest(space->Header.Core)) return false;
            if (_space == space) _space = null;
            Machine.ForgetSpace(space->Root);
            _ = TryLetGo(&space->Header);
        }
        process->Space = null;
        return true;
    }

    /// <summary>Has the core of a thread's space show what the thread touched.</summary>
    private void SendFault(Thread* thread, ulong address, FaultAccessFlags access, ulong machineCode)
    {
        ThreadPage.More(thread->Context)->Fault = new FaultMessage
        {
            Instruction = thread->Context->InstructionPointer,
            Address = address,
            Access = (ulong)access,
            MachineCode = machineCode,
        };
        Send(thread, thread->Space->Header.Core, RemoteErrand.Fault);
    }

    /// <summary>Has it show a page of a buffer that a system call was to use; then the call is made again.</summary>
    private Status SendBufferFault(Thread* thread)
    {
        ThreadPage.More(thread->Context)->Fault = new FaultMessage { Address = _missing, Access = (ulong)_missingFor };
        _missing = 0;
        Send(thread, thread->Space->Header.Core, RemoteErrand.BufferFault);
        return KernelStatus.Blocked;
    }

    /// <summary>Shows a page to a thread of another core.</summary>
    /// <returns><see cref="Status.BadAddress"/>: there is none, or not for this. <see cref="KernelStatus.Missing"/>: a pager has to be asked.</returns>
    private Status ServeFault(Visitor* visitor)
    {
        FaultMessage fault = ThreadPage.More(visitor->Caller->Context)->Fault;
        visitor->MissingFor = (FaultAccessFlags)fault.Access;
        Touch touch = ShowPage(visitor->Thread.Process->Space, fault.Address, ref visitor->MissingFor, out Mapping* mapping);
        if (touch != Touch.Missing || visitor->Errand != RemoteErrand.Fault) return touch == Touch.Shown ? Status.Ok : Status.BadAddress;
        Endpoint* pager = mapping->Memory->Pager;
        visitor->SecondAt = pager->Header.Core;
        ThreadMore* more = ThreadPage.More(visitor->Thread.Context);
        more->Handler = pager;
        more->HandlerGeneration = pager->Header.Generation;
        more->CallBadge = mapping->Memory->PagerBadge;
        more->Fault = QuestionOf(mapping->PageAt(fault.Address), visitor->MissingFor);
        return KernelStatus.Missing;
    }

    /// <summary>A thread has what it touched, or its fault is reported.</summary>
    private void EndFarFault(Thread* thread, Status status, Visitor* visitor)
    {
        ThreadMore* more = ThreadPage.More(thread->Context);
        ref FaultMessage fault = ref more->Fault;
        // Who was interrupted meanwhile is in its handler: its program faults again when it goes on.
        bool isStillThere = !more->HasLeftFault;
        if (status == KernelStatus.Missing && isStillThere)
        {
            ThreadMore* found = ThreadPage.More(visitor->Thread.Context);
            FaultMessage touched = fault;
            fault = found->Fault;
            if (TryTell(thread, found->Handler, visitor->SecondAt, found->HandlerGeneration, found->CallBadge)) return;
            fault = touched;
        }
        MakeReady(thread);
        if (status == Status.Ok || !isStillThere) return;
        if ((thread->Flags & ThreadFlags.Queued) != 0) _ready.Remove(thread, thread->Running->Priority);
        fault.Label = (ulong)FaultCode.PageFault;
        if (visitor != null) fault.Access = (ulong)visitor->MissingFor;
        TellOfFault(thread);
        QueueIfRunnable(thread);
    }
}
