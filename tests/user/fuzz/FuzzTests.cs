using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Description;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>
/// Processes that make random system calls, one after the other, and this one beside them, for which everything goes on as if nothing was.
/// <c>fuzz=CALLS</c> on the command line says how many calls, <c>seed=SEED</c> which ones.
/// </summary>
// SAFETY: the report is mapped in both processes until the test ends.
internal static unsafe class FuzzTests
{
    private const ulong UsualCalls = 20_000, CallsPerProcess = 20_000;
    private const uint UsualSeed = 0xD1E5;
    private const ulong BudgetBytes = 4 << 20, Patience = 60 * World.Second;

    private static FuzzReport* Report => (FuzzReport*)FuzzProcess.ReportAddress;

    [UserTest]
    public static void RandomCallsHarmNobodyElse(ref Test test)
    {
        ulong calls = NumberOr(CommandLineOption.ValueOf(Startup.CommandLine, "fuzz"u8), UsualCalls);
        uint seed = (uint)NumberOr(CommandLineOption.ValueOf(Startup.CommandLine, "seed"u8), UsualSeed);
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.Committed, out Handle<MemoryObject> report))) return;
        if (!test.Ok(Kernel.Map(World.Space, report, FuzzProcess.ReportAddress, 0, 1, Protection.ReadWrite))) return;
        // What this process needs for it the first time, it keeps.
        GoAboutItsBusiness(ref test);
        World.Sleep(World.Microsecond);
        RunProcess(ref test, report, seed, 0);
        ulong before = World.UsedOf(World.Budget) + BudgetBytes / 2, beforeElsewhere = World.UsedOf(Elsewhere);
        for (; Report->Calls < calls && !test.HasFailed; seed++)
        {
            Tell("random calls by seed "u8, seed);
            RunProcess(ref test, report, seed, (uint)Math.Min(CallsPerProcess, calls - Report->Calls));
            test.Ok(Report->SetUp);
            test.True(World.Until(&IsAtMost, before), "its budget comes back"u8);
            if (!World.Until(&IsAtMostElsewhere, beforeElsewhere))
                test.Equal(beforeElsewhere, World.UsedOf(Elsewhere), "the use of the other core's budget");
            if (test.HasFailed) Tell("random calls failed by seed "u8, seed);
        }
        Tell("random calls that succeeded: "u8, Successes());
        // Otherwise nothing but the first line of each call was tried.
        test.True(Successes() > Report->Calls / 16);
    }

    private static ulong Successes()
    {
        ulong all = 0;
        for (int i = 0; i < FuzzReport.Numbers; i++) all += Report->Successes[i];
        return all;
    }

    private static void RunProcess(ref Test test, Handle<MemoryObject> report, uint seed, uint calls)
    {
        if (Startup.Block.CoreCount > 1 && (seed & 1) != 0) RunElsewhere(ref test, report, seed, calls);
        else RunHere(ref test, report, seed, calls);
    }

    private static void RunHere(ref Test test, Handle<MemoryObject> report, uint seed, uint calls)
    {
        ChildProcess child = default;
        Handle<MemoryBudget> other = default;
        if (Startup.Block.CoreCount > 1 && !test.Ok(Kernel.CreateBudget(Elsewhere, BudgetBytes / 4, out other))) return;
        if (test.Ok(child.Make(World.Budget, BudgetBytes, Worker.UsualPriority))) Run(ref test, ref child, child.Budget, other, report, seed, calls);
        child.Release();
        if (other.IsNone) return;
        _ = Kernel.EndBudget(other);
        _ = Kernel.Release(other);
    }

    /// <summary>The calls are made on another core than this, where their address space is, and where it is changed meanwhile.</summary>
    private static void RunElsewhere(ref Test test, Handle<MemoryObject> report, uint seed, uint calls)
    {
        int core = (int)Startup.Block.CoreCount - 1;
        ChildProcess child = default;
        if (!test.Ok(Kernel.CreateBudget(World.Budget, BudgetBytes / 4, out Handle<MemoryBudget> spaces))) return;
        if (test.Ok(child.Make(Startup.Block.Budgets[core], Startup.Block.Times[core], BudgetBytes, Worker.UsualPriority, spaces))
            && test.Ok(FuzzMeddler.Start(spaces, child.Space, seed))) Run(ref test, ref child, spaces, spaces, report, seed, calls);
        _ = Kernel.EndBudget(spaces);
        child.Release();
        _ = Kernel.Release(spaces);
    }

    /// <param name="budget">Pays for what it is given of the machine.</param>
    /// <param name="other">Of another core, for it to spend; or none.</param>
    private static void Run(
        ref Test test, ref ChildProcess child, Handle<MemoryBudget> budget, Handle<MemoryBudget> other, Handle<MemoryObject> report, uint seed, uint calls)
    {
        if (test.Ok(FuzzProcess.GiveMachine(ref child, budget))
            && (other.IsNone || test.Ok(child.GiveFourth(other, Rights.All & ~Rights.Manage)))
            && test.Ok(Kernel.Map(child.Space, report, FuzzProcess.ReportAddress, 0, 1, Protection.ReadWrite))
            && test.Ok(child.Start(&FuzzProcess.Run, FuzzProcess.Start(seed, calls)))) Watch(ref test, ref child);
    }

    private static Handle<MemoryBudget> Elsewhere => Startup.Block.Budgets[(int)Startup.Block.CoreCount - 1];

    private static bool IsAtMostElsewhere(ulong bytes) => Startup.Block.CoreCount == 1 || World.UsedOf(Elsewhere) <= bytes;

    private static bool IsAtMost(ulong bytes) => World.UsedOf(World.Budget) <= bytes;

    /// <summary>Goes about its own business until the process has ended.</summary>
    private static void Watch(ref Test test, ref ChildProcess child)
    {
        ulong seen = 0, end = World.In(Patience);
        while (!test.HasFailed)
        {
            Status status = child.AwaitEnd(5 * World.Millisecond);
            if (status == Status.Ok) return;
            if (!test.Require(status == Status.TimedOut)) return;
            GoAboutItsBusiness(ref test);
            ulong calls = Volatile.Read(ref Report->Calls);
            if (calls == seen && World.Now > end) test.StatusOf((uint)Report->Number, 0, Status.Ok, Status.TimedOut);
            if (calls == seen) continue;
            TestProcess.Beat();
            seen = calls;
            end = World.In(Patience);
        }
    }

    /// <summary>Memory, messages, time: what every process relies on.</summary>
    private static void GoAboutItsBusiness(ref Test test)
    {
        ulong at = Addresses.Free + 0x1_0000_0000;
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 2, MemoryOptions.None, out Handle<MemoryObject> memory))) return;
        test.Ok(Kernel.Map(World.Space, memory, at, 0, 2, Protection.ReadWrite));
        ulong word = World.Now;
        Volatile.Write(ref *(ulong*)(at + 4096), word);
        ulong read = 0;
        test.Ok(Kernel.ReadMemory(memory, 4096, World.BytesOf(ref read)));
        test.Equal(word, read);
        test.Ok(Kernel.Unmap(World.Space, at, 2));
        test.Ok(Kernel.Release(memory));
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> notification));
        test.Ok(Kernel.Signal(notification, 6));
        test.Ok(Kernel.Wait(notification, World.Never, out ulong bits));
        test.Equal(6UL, bits);
        test.Ok(Kernel.Release(notification));
        test.True(World.Now >= word);
    }

    private static void Tell(ReadOnlySpan<byte> what, ulong number)
    {
        TestLine line = default;
        line.Add("[test] says "u8);
        line.Add(what);
        line.Add(number);
        _ = Kernel.WriteLog(World.System, line.Text);
    }

    private static ulong NumberOr(ReadOnlySpan<byte> text, ulong other)
    {
        ulong number = 0;
        for (int i = 0; i < text.Length; i++) number = number * 10 + (ulong)(text[i] - '0');
        return text.IsEmpty ? other : number;
    }
}
