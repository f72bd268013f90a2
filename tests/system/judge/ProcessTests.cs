using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Processes;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>Programs that are started by the process server.</summary>
internal static class ProcessTests
{
    public static void Run(Verdict verdict)
    {
        verdict.Check("AProgramGetsItsArgumentsAndItsStatusIsToldOnce", TellsItsStatusOnce);
        verdict.Check("AFaultIsToldAsOne", TellsAFault);
        verdict.Check("AProgramIsGivenHandlesBeforeItRuns", GivesHandles);
        verdict.Check("WhatAProcessUsesIsTold", TellsWhatIsUsed);
        verdict.Check("ATreeIsKilledAsAWhole", KillsATree);
        verdict.Check("NobodyKillsWhatIsNotHis", KillsOnlyItsOwn);
        verdict.Check("WhatIsNoProgramIsNotStarted", RefusesWhatIsNone);
    }

    private static bool TellsItsStatusOnce()
    {
        uint process = SubjectProcess.Start(SubjectTask.Return, 42);
        return SubjectProcess.AwaitEnd(process) == (Status.Ok, ExitKind.Returned, 42)
            && SubjectProcess.Processes.Collect(process, out _, out _) == Status.BadArgument;
    }

    private static bool TellsAFault() => SubjectProcess.AwaitEnd(SubjectProcess.Start(SubjectTask.Fault, 1)) is (Status.Ok, ExitKind.Faulted, _);

    private static bool GivesHandles()
    {
        ProcessesClient processes = SubjectProcess.Processes;
        if (Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> there) != Status.Ok
            || processes.Prepare("subject"u8, new SubjectArguments { Task = SubjectTask.Signal, Number = 1 }, out uint process) != Status.Ok)
            return false;
        bool isGiven = processes.GiveNotification(process, SubjectArguments.SignalRole, CloneOf(there)) == Status.Ok;
        bool hasWaited = Kernel.Wait(there, 0, out _) == Status.WouldBlock;
        bool isSignalled = processes.Run(process) == Status.Ok && SubjectProcess.Wait(there) == Status.Ok;
        bool isRefused = processes.GiveNotification(process, SubjectArguments.SignalRole, CloneOf(there)) == Status.BadState && processes.Run(process) == Status.BadState;
        _ = Kernel.Release(there);
        return isGiven && hasWaited && isSignalled && isRefused && SubjectProcess.AwaitEnd(process) == (Status.Ok, ExitKind.Returned, 0);
    }

    private static Handle<Notification> CloneOf(Handle<Notification> notification)
    {
        _ = Kernel.Clone(notification, Rights.Signal | Rights.Transfer, 0, out Handle clone);
        return new(clone);
    }

    private static bool TellsWhatIsUsed()
    {
        const ulong aWhile = 30_000_000;
        uint process = SubjectProcess.Start(SubjectTask.Spin);
        ProcessInfo info = default;
        bool isTold = SubjectProcess.Until(() => SubjectProcess.InfoOf(process).TimeNs > aWhile);
        info = SubjectProcess.InfoOf(process);
        isTold = isTold && info.MemoryBytes > 0 && !info.HasEnded && info.Name[0] == 's' && info.Badge != 0;
        return SubjectProcess.Processes.KillTree(process) == Status.Ok && SubjectProcess.AwaitEnd(process) is (Status.Ok, ExitKind.Killed, _) && isTold;
    }

    private static bool KillsATree()
    {
        uint parent = SubjectProcess.Start(SubjectTask.StartAnother), child = 0;
        bool isThere = SubjectProcess.Until(() => (child = ChildOf(parent)) != 0);
        bool isWaiting = SubjectProcess.Processes.Collect(child, out _, out _) == Status.WouldBlock;
        return isThere && isWaiting && SubjectProcess.Processes.KillTree(parent) == Status.Ok
            && SubjectProcess.AwaitEnd(parent) is (Status.Ok, ExitKind.Killed, _) && SubjectProcess.AwaitEnd(child) is (Status.Ok, ExitKind.Killed, _);
    }

    private static uint ChildOf(uint parent)
    {
        var infos = new ProcessInfo[16];
        if (SubjectProcess.Processes.List(0, infos, out uint count) != Status.Ok) return 0;
        foreach (ProcessInfo info in infos.AsSpan(0, (int)count))
            if (info.Parent == parent && !info.HasEnded) return info.Number;
        return 0;
    }

    private static bool KillsOnlyItsOwn()
    {
        uint victim = SubjectProcess.Start(SubjectTask.Spin);
        bool isRefused = SubjectProcess.Run(SubjectTask.Kill, victim) == (ulong)Status.NotPermitted;
        bool runs = !SubjectProcess.InfoOf(victim).HasEnded;
        return SubjectProcess.Processes.KillTree(victim) == Status.Ok && SubjectProcess.AwaitEnd(victim).Kind == ExitKind.Killed && isRefused && runs;
    }

    private static bool RefusesWhatIsNone()
        => SubjectProcess.Processes.Start("nothing"u8, 0, [], out _) == Status.BadArgument && SubjectProcess.Processes.Start("../system"u8, 0, [], out _) == Status.BadArgument;
}
