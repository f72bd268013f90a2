using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Boot;
using Diesis.Boot.Elf;
using Diesis.Programs;

namespace Diesis.Servers.Root;

/// <summary>Init, with budgets of all cores out of which it makes everything that it starts: with them all of that can be ended.</summary>
internal unsafe struct InitProcess
{
    /// <summary>What root keeps of each core's memory, for itself and for another start.</summary>
    private const ulong KeptBytes = 1 << 20;

    /// <summary>Of its own, besides what it gives away.</summary>
    private const ulong InitBytes = 16 << 20;

    private const uint Priority = 48;
    private const ulong EndBit = 1;

    /// <summary>Where root looks at init's file.</summary>
    private const ulong FileAddress = 34UL << 40;

    private NewProcess _process;
    private Handle<Notification> _end;
    private StartBlock.CoreBudgets _budgets;

    public Status Start(ref InitialFiles files, ref SecretNumbers random)
    {
        if (!files.TryFind("programs/init"u8, out InitialFile file))
        {
            Program.Say("the archive has no init"u8);
            return Status.BadState;
        }
        Status status = MakeBudgets();
        if (status == Status.Ok) status = Kernel.CreateNotification(Startup.Block.Budget, out _end);
        ProgramImage image = default;
        if (status == Status.Ok) status = Load(file, ref random, out image);
        if (status == Status.Ok)
        {
            status = _process.MakeOf(image, ProcessPlan.Random(_budgets[0], InitBytes, Startup.Block.Scheduling, Priority, ref random));
            image.Release();
        }
        if (status == Status.Ok) status = GiveMachine();
        if (status == Status.Ok) status = FileTable.Give(ref _process, files.All, _budgets[0]);
        if (status == Status.Ok) status = Kernel.NotifyOfEnd(_process.Process, _end, EndBit);
        return status == Status.Ok ? _process.Start() : status;
    }

    /// <summary>For each core a budget of nearly all that is left there.</summary>
    private Status MakeBudgets()
    {
        Status status = Status.Ok;
        for (int core = 0; core < Cores && status == Status.Ok; core++)
        {
            status = Kernel.Query(Startup.Block.Budgets[core], out ObjectInfo info);
            ulong left = info.Detail0 - info.Detail1;
            if (status == Status.Ok) status = left > 2 * KeptBytes ? Kernel.CreateBudget(Startup.Block.Budgets[core], left - KeptBytes, out _budgets[core]) : Status.BudgetExceeded;
        }
        return status;
    }

    private static int Cores => (int)Math.Min(Startup.Block.CoreCount, StartBlock.MostCores);

    // SAFETY: the file is mapped there as long as it is looked at.
    private readonly Status Load(in InitialFile file, ref SecretNumbers random, out ProgramImage image)
    {
        image = default;
        ulong pages = (file.Bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
        Status status = Kernel.Map(Startup.Block.Space, file.Memory, FileAddress, 0, pages, Protection.Read);
        if (status != Status.Ok) return status;
        var content = new ReadOnlySpan<byte>((void*)FileAddress, (int)file.Bytes);
        status = ProgramImage.Load(content, (ElfProcessor)Startup.Block.Processor, file.Memory, _budgets[0], ProcessPlan.RandomImageStart(ref random), out image,
            out Problem problem);
        if (!problem.IsNone) Program.Say(problem.Reason);
        _ = Kernel.Unmap(Startup.Block.Space, FileAddress, pages);
        return status;
    }

    /// <summary>Everything but the right to end the machine.</summary>
    private Status GiveMachine()
    {
        ref StartBlock block = ref _process.Block;
        Status status = _process.GiveTyped(Startup.Block.System, Rights.Clone | Rights.Transfer | Rights.Read | Rights.Write | Rights.Inspect, out block.System);
        if (status == Status.Ok) status = _process.GiveTyped(Startup.Block.DeviceMemory, Rights.All, out block.DeviceMemory);
        if (status == Status.Ok) status = _process.GiveTyped(Startup.Block.Ports, Rights.All, out block.Ports);
        if (status == Status.Ok) status = _process.GiveTyped(Startup.Block.Interrupts, Rights.All, out block.Interrupts);
        _process.TellPciSegments();
        for (int core = 0; core < Cores && status == Status.Ok; core++)
        {
            status = _process.GiveTyped(_budgets[core], Rights.All, out block.Budgets[core]);
            if (status == Status.Ok) status = _process.GiveTyped(Startup.Block.Times[core], Rights.All, out block.Times[core]);
        }
        return status == Status.Ok ? _process.SetCommandLine(Startup.CommandLine.Slice(0, Math.Min(Startup.CommandLine.Length, NewProcess.MostCommandLineBytes))) : status;
    }

    /// <summary>Waits until it has ended.</summary>
    public readonly Status AwaitEnd(out ExitKind kind, out ulong end)
    {
        ObjectInfo info = default;
        Status status = Kernel.Wait(_end, ulong.MaxValue, out _);
        if (status == Status.Ok) status = Kernel.Query(_process.Process, out info);
        kind = (ExitKind)(uint)info.Detail0;
        end = info.Detail1;
        return status;
    }

    /// <summary>Ends all that init has started, and waits until it is given back.</summary>
    public void Release()
    {
        for (int core = 0; core < Cores; core++)
        {
            if (_budgets[core].IsNone) continue;
            _ = Kernel.EndBudget(_budgets[core]);
            _ = Kernel.Release(_budgets[core]);
        }
        _process.Release();
        _ = Kernel.Release(_end);
    }
}
