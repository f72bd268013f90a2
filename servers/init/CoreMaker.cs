using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Boot.Elf;
using Diesis.Programs;
using Thread = Diesis.Abi.Objects.Thread;

namespace Diesis.Servers.Init;

/// <summary>
/// Makes processes on another core than init's, by a thread there: so the cores make theirs at the same time, and init answers meanwhile. The thread is one of a process that init has on that
/// core, in its own address space. It has no object of the heap and needs none: what it is to do, and what came of it, stands at the beginning of its stack.
/// </summary>
/// <remarks>
/// One order at a time: whoever reads or writes it is init until it has signalled the thread, and the thread from then until it has signalled init.
/// </remarks>
// SAFETY: the stack stays for as long as init does; content of files that orders name is mapped as long.
internal sealed unsafe class CoreMaker
{
    private const ulong StackPages = 16, TurnNs = 10_000_000, Wakes = 1;

    /// <summary>What lies at the beginning of the thread's stack.</summary>
    private struct Desk
    {
        /// <summary>Handles in the table of the process on this core.</summary>
        public Handle<Notification> Wake, Done;
        public Handle<Process> Init;
        public Handle<MemoryBudget> Budget;
        public Handle<SchedulingContext> Time;

        public Order Order;

        /// <summary>What came of it: a process all of whose handles are init's, or why there is none.</summary>
        public NewProcess Made;
        public Status Status;
    }

    /// <summary>A process to be made.</summary>
    private struct Order
    {
        public byte* File;
        public int FileBytes;

        /// <summary>In the table of the process on this core. The thread gives it up.</summary>
        public Handle<MemoryObject> FileMemory;
        public ulong ImageStart;
        public ProcessPlan Plan;
        public ulong DoneBit;
    }

    private readonly Queue<(ServiceInstance Instance, ulong ImageStart, ulong DoneBit)> _orders = new();
    private readonly Handle<Process> _process;
    private readonly Handle<Notification> _wake;
    private readonly Desk* _desk;

    /// <summary>Whose process is being made.</summary>
    private ServiceInstance? _current;

    private CoreMaker(Handle<Process> process, Handle<Notification> wake, Desk* desk)
    {
        _process = process;
        _wake = wake;
        _desk = desk;
    }

    /// <param name="done">Is signalled with an order's bit.</param>
    /// <returns>What the kernel said when it could not be started; nothing is given back then, since init cannot do its work.</returns>
    public static Status Start(int core, Handle<Notification> done, uint priority, out CoreMaker? maker)
    {
        maker = null;
        Handle<MemoryBudget> budget = Startup.Block.Budgets[core];
        Handle<SchedulingContext> time = Startup.Block.Times[core];
        ulong at = AddressRanges.Take(StackPages);
        Status status = Kernel.CreateMemory(Startup.Block.Budget, StackPages, MemoryOptions.None, out Handle<MemoryObject> stack);
        if (status == Status.Ok) status = Kernel.Map(Startup.Block.Space, stack, at, 0, StackPages, Protection.ReadWrite);
        if (status != Status.Ok) return status;
        // SAFETY: mapped just now; the stack grows down to where it lies, and does not get near.
        Desk* desk = (Desk*)at;
        status = Kernel.CreateProcess(budget, Startup.Block.Space, out Handle<Process> process);
        Handle<Notification> wake = default;
        if (status == Status.Ok) status = Kernel.CreateNotification(budget, out wake);
        if (status == Status.Ok) status = NewProcess.GiveTo(process, wake, Rights.Wait, out desk->Wake);
        if (status == Status.Ok) status = NewProcess.GiveTo(process, done, Rights.Signal, out desk->Done);
        if (status == Status.Ok) status = NewProcess.GiveTo(process, Startup.Block.Process, Rights.Manage, out desk->Init);
        if (status == Status.Ok) status = NewProcess.GiveTo(process, budget, Rights.Spend, out desk->Budget);
        if (status == Status.Ok) status = NewProcess.GiveTo(process, time, Rights.Divide, out desk->Time);
        Handle<SchedulingContext> own = default;
        if (status == Status.Ok) status = Kernel.CreateSchedulingContext(budget, time, priority, TurnNs, TurnNs, out own);
        Handle<Thread> thread = default;
        if (status == Status.Ok) status = Kernel.CreateThread(budget, process, own, out thread);
        if (status == Status.Ok) status = ThreadStack.Start(thread, at + StackPages * MemoryLayout.PageSize, &Run, at);
        if (status == Status.Ok) maker = new CoreMaker(process, wake, desk);
        return status;
    }

    /// <summary>Has a process made as soon as all before it are.</summary>
    public void Add(ServiceInstance instance, ulong imageStart, ulong doneBit)
    {
        _orders.Enqueue((instance, imageStart, doneBit));
        if (_current == null) BeginNext();
    }

    private void BeginNext()
    {
        if (!_orders.TryDequeue(out var next)) return;
        SystemFile file = next.Instance.Plan.File;
        _current = next.Instance;
        _desk->Made = default;
        _desk->Order = new()
        {
            File = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(file.Content)),
            FileBytes = file.Bytes,
            ImageStart = next.ImageStart,
            Plan = next.Instance.Shape,
            DoneBit = next.DoneBit,
        };
        _desk->Order.Plan.Budget = _desk->Budget;
        _desk->Order.Plan.Time = _desk->Time;
        _desk->Status = NewProcess.GiveTo(_process, file.Memory, Rights.Clone | Rights.Read | Rights.Execute, out _desk->Order.FileMemory);
        _ = Kernel.Signal(_wake, Wakes);
    }

    /// <summary>Takes the process that was made for a service, if it was.</summary>
    /// <returns>Null when it was not yet.</returns>
    public Status? Take(ServiceInstance instance)
    {
        if (_current != instance || Volatile.Read(ref _desk->Order.DoneBit) != 0) return null;
        instance.Process = _desk->Made;
        Status status = _desk->Status;
        _current = null;
        BeginNext();
        return status;
    }

    private static void Run(ulong argument)
    {
        // SAFETY: Start has put it there.
        Desk* desk = (Desk*)argument;
        while (Kernel.Wait(desk->Wake, ulong.MaxValue, out _) == Status.Ok)
        {
            if (desk->Status == Status.Ok) desk->Status = Make(ref desk->Order, ref desk->Made, desk->Init);
            ulong bit = desk->Order.DoneBit;
            Volatile.Write(ref desk->Order.DoneBit, 0);
            _ = Kernel.Signal(desk->Done, bit);
        }
    }

    private static Status Make(ref Order order, ref NewProcess process, Handle<Process> init)
    {
        Status status = ProgramImage.Load(new ReadOnlySpan<byte>(order.File, order.FileBytes), (ElfProcessor)Startup.Block.Processor, order.FileMemory, order.Plan.Budget, order.ImageStart,
            out ProgramImage image, out _);
        _ = Kernel.Release(order.FileMemory);
        if (status != Status.Ok) return status;
        status = process.MakeOf(image, order.Plan);
        image.Release();
        if (status == Status.Ok) status = process.MoveTo(init);
        if (status == Status.Ok) return status;
        process.Kill();
        process.Release();
        process = default;
        return status;
    }
}
