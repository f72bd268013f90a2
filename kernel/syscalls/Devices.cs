using System.Threading;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Console;
using Diesis.Kernel.Devices;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>System calls for drivers. What each does stands in <c>IKernel.Devices.cs</c>.</summary>
// SAFETY: capabilities lead to objects that are there until the kernel is left.
public unsafe partial struct CpuDriver
{
    /// <remarks>
    /// On other cores than the boot core it takes a message there and back to have the line: until then the object is in the caller's table
    /// already, and the call is made again with its handle.
    /// </remarks>
    private Status CreateInterrupt(Capability<MemoryBudget> budget, Capability<Interrupt> from, uint line, InterruptSignal signal,
        out Handle<Abi.Objects.Interrupt> interrupt)
    {
        interrupt = default;
        ThreadContext* context = _current->Context;
        Interrupt* made = FindAsked(context->A4, budget.Object, line);
        if (made == null)
        {
            Status status = CheckRange(from, line);
            if (status == Status.Ok) status = ReserveHandles(_current->Process, 1);
            if (status != Status.Ok) return status;
            if (_number != CoreNumber.Boot && _outbox[CoreNumber.Boot].OpenRequests == Inbox.MostOpenRequests) return KernelStatus.Again;
            status = Create(budget.Object, out made);
            if (status != Status.Ok) return status;
            made->Kind = InterruptKind.Line;
            made->First = line;
            made->Count = 1;
            made->Claim = LineClaim.Asked;
            context->A4 = AddOwner(&made->Header).Value;
            Retain(&made->Header);
            _ = TryActOnLine(made, LineAct.Take, signal);
        }
        switch (made->Claim)
        {
            case LineClaim.Held:
                interrupt = new(new Abi.Handle(context->A4));
                return Status.Ok;
            case LineClaim.Asked:
                context->Number |= KernelStatus.Continued;
                return KernelStatus.Again;
            default:
                Status refusal = made->Claim == LineClaim.Taken ? Status.Overlap : Status.OutOfRange;
                TakeBack(context->A4);
                return refusal;
        }
    }

    private Status CheckRange(Capability<Interrupt> from, uint line)
    {
        Interrupt range = *from.Object;
        if (!IsStillThere(from)) return Status.Dead;
        if (range.Kind != InterruptKind.Range) return Status.BadState;
        return line >= range.First && line - range.First < range.Count ? Status.Ok : Status.OutOfRange;
    }

    /// <summary>The object that this call has made already, if it is made again to go on.</summary>
    private Interrupt* FindAsked(ulong handle, MemoryBudget* budget, uint line)
    {
        if ((_current->Context->Number & KernelStatus.Continued) == 0) return null;
        ObjectHeader* found;
        if (IsVisitor(_current))
        {
            HandleEntry* given = GivenBy((Visitor*)_current, handle);
            if (given == null || given->Meaning.Type != ObjectType.Interrupt) return null;
            found = given->Object;
        }
        else
        {
            if (Find(handle, Rights.None, out Capability<Interrupt> held) != Status.Ok) return null;
            found = &held.Object->Header;
        }
        var made = (Interrupt*)found;
        return made->Kind == InterruptKind.Line && made->First == line && found->Budget == budget ? made : null;
    }

    private Status CreateMessageInterrupt(Capability<MemoryBudget> budget, Capability<Interrupt> from,
        out Handle<Abi.Objects.Interrupt> interrupt, out ulong address, out ulong data)
    {
        interrupt = default;
        address = data = 0;
        bool isRange = from.Object->Kind == InterruptKind.Range;
        if (!IsStillThere(from)) return Status.Dead;
        if (!isRange) return Status.BadState;
        if (!Machine.HasMessageInterrupts) return Status.NotSupported;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = Create(budget.Object, out Interrupt* made);
        if (status != Status.Ok) return status;
        if (!Machine.TryMakeMessage((nuint)made, out MessageTarget message))
        {
            FreeSlot(&made->Header);
            return Status.OutOfMemory;
        }
        made->Kind = InterruptKind.Message;
        made->First = message.Number;
        made->Count = 1;
        address = message.Address.Value;
        data = message.Data;
        interrupt = new(AddOwner(&made->Header));
        return Status.Ok;
    }

    private Status BindInterrupt(Capability<Interrupt> interrupt, FarCapability<Notification> notification, ulong bits)
    {
        Interrupt* bound = interrupt.Object;
        if (bits == 0) return Status.BadArgument;
        if (bound->Kind == InterruptKind.Range) return Status.BadState;
        return TryLink(ref bound->Signal, &bound->Header, notification, bits);
    }

    private Status AcknowledgeInterrupt(Capability<Interrupt> interrupt)
    {
        Interrupt* served = interrupt.Object;
        // A range is bound to none, either.
        if (served->Signal.To == null) return Status.BadState;
        if (served->Kind == InterruptKind.Line) return TryActOnLine(served, LineAct.Open) ? Status.Ok : KernelStatus.Again;
        if (served->Latch.Open()) TakeRaisedLine(served);
        return Status.Ok;
    }

    private Status MaskInterrupt(Capability<Interrupt> interrupt)
    {
        Interrupt* masked = interrupt.Object;
        if (masked->Kind == InterruptKind.Range) return Status.BadState;
        if (masked->Kind == InterruptKind.Line) return TryActOnLine(masked, LineAct.Close) ? Status.Ok : KernelStatus.Again;
        masked->Latch.Close();
        return Status.Ok;
    }

    private Status CreateIoPorts(Capability<MemoryBudget> budget, Capability<IoPorts> from, uint first, uint count,
        out Handle<Abi.Objects.IoPorts> ports)
    {
        ports = default;
        if (Machine.PortCount == 0) return Status.NotSupported;
        if (count == 0) return Status.BadArgument;
        PortRange all = from.Object->Range;
        if (!IsStillThere(from)) return Status.Dead;
        if (first < all.First || first > all.End || count > all.End - first) return Status.OutOfRange;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = Create(budget.Object, out IoPorts* made);
        if (status != Status.Ok) return status;
        made->Range = new PortRange(first, count);
        ports = new(AddOwner(&made->Header));
        return Status.Ok;
    }

    private Status EnablePorts(Capability<Process> process, Capability<IoPorts> ports)
    {
        if (Machine.PortCount == 0) return Status.NotSupported;
        return process.Object->HasEnded ? Status.BadState : EnablePorts(process.Object, ports.Object->Range);
    }

    private Status CreateDmaSpace(Capability<MemoryBudget> budget, Capability<MemoryObject> deviceMemory,
        out Handle<Abi.Objects.DmaSpace> space)
    {
        space = default;
        bool isAll = deviceMemory.Object->Backing == Backing.Addresses;
        if (!IsStillThere(deviceMemory)) return Status.Dead;
        if (!isAll) return Status.BadState;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = Create(budget.Object, out DmaSpace* made);
        if (status != Status.Ok) return status;
        made->Ranges = new Treap(Machine.ReadCycles());
        space = new(AddOwner(&made->Header));
        return Status.Ok;
    }

    private Status TakeScreen(Capability<MemoryBudget> budget, Capability<MemoryObject> deviceMemory, UserBuffer mode, out Handle<Abi.Objects.MemoryObject> pixels)
    {
        pixels = default;
        bool isAll = deviceMemory.Object->Backing == Backing.Addresses;
        if (!IsStillThere(deviceMemory)) return Status.Dead;
        if (!isAll) return Status.BadState;
        Screen* screen = (*_cores).Screen;
        // The screen's words are the boot core's to write.
        if (screen == null || _number != CoreNumber.Boot) return Status.NotSupported;
        if (mode.Length != (ulong)sizeof(ScreenMode)) return Status.BadArgument;
        ScreenMode told = screen->Mode;
        if (!TryWrite(mode, &told)) return Status.BadAddress;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        ulong pages = Page.CountFor(told.FirstByte + (ulong)told.Pitch * told.Height);
        status = CreateDevice(budget.Object, screen->Start.Frame, pages, Backing.Device, CachePolicy.WriteCombining, out MemoryObject* made);
        if (status != Status.Ok) return status;
        pixels = new(AddOwner(&made->Header));
        screen->GiveAway();
        return Status.Ok;
    }

    private Status SetUtc(Capability<MemoryObject> deviceMemory, ulong utcAtZero)
    {
        bool isAll = deviceMemory.Object->Backing == Backing.Addresses;
        if (!IsStillThere(deviceMemory)) return Status.Dead;
        if (!isAll) return Status.BadState;
        if (utcAtZero == 0) return Status.BadArgument;
        // The page's words are the boot core's to write, where all of device memory lives: so the call is made there, wherever it comes from.
        Volatile.Write(ref _cores->Clock->UtcAtZero, utcAtZero);
        return Status.Ok;
    }

    private Status MapDma(Capability<DmaSpace> space, Capability<MemoryObject> memory, ulong firstPage, ulong pages, out ulong address)
    {
        address = 0;
        MemoryObject* run = memory.Object;
        if (pages == 0) return Status.BadArgument;
        if (memory.Lease != null) return Status.NotPermitted;
        if (run->Backing != Backing.Run || (run->Flags & MemoryFlags.Unfinished) != 0) return Status.BadState;
        if (!IsInside(run, firstPage, pages)) return Status.OutOfRange;
        PhysicalAddress start = (run->Root.Frame + firstPage).Start;
        Status status = AddDmaRange(space.Object, run, start);
        if (status == Status.Ok) address = start.Value;
        return status;
    }

    private Status UnmapDma(Capability<DmaSpace> space, ulong address)
    {
        TreeNode* node = space.Object->Ranges.FindAtLeast(address);
        if (node == null || node->Key != address) return Status.OutOfRange;
        RemoveDmaRange(space.Object, node);
        return Status.Ok;
    }
}
