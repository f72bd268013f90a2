using System;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Abi;

namespace Diesis.Tests.Systems;

/// <summary>
/// Ends services at random moments while clients work with them, <c>kills=N</c> times as the command line says. Afterwards all services are there, no
/// client was told anything wrong, init has spent what it had spent before, and nobody on its core has kept anything.
/// </summary>
internal static class Program
{
    private const int UsualKills = 300;

    /// <summary>
    /// What init's heap allocates before it looks what of that is garbage (<c>Allocator.LeastBudget</c>), and a few blocks of 64 KiB by which a heap grows. Words for the log are some 300 bytes
    /// for each end; with a collection after each of 1,200 ends, one page more was in use than before.
    /// </summary>
    private const ulong MostKept = (4 << 20) + (256 << 10);

    private static int Main()
    {
        int kills = CommandLineOption.ValueOf(Startup.CommandLine, "kills"u8) is { IsEmpty: false } text && int.TryParse(text, out int asked) ? asked : UsualKills;
        var verdict = new Verdict();
        var killer = new Killer("log", "permissions", "processes", "ledger");
        Rehearse(killer, firstClient: 0);
        ulong before = Spent(), inUse = InUse();
        Worker[] workers = [new LedgerWorker(4), new LedgerWorker(5), new LogWorker(), new PermissionWorker(), new ProcessWorker()];
        verdict.Check("ClientsWorkWhileServicesEnd", () => WorksWhile(workers, () => killer.Kill(kills, killed => Console.WriteLine($"[test] says {killed} services ended"))));
        foreach (Worker worker in workers) Console.WriteLine($"[test] says {worker.Name}: {worker.Done} calls answered, {worker.Lost} lost {worker.Complaint}");
        verdict.Check("AllServicesAreBackAtTheEnd", () => Until(() => killer.AreAllBack));
        verdict.Check("MemoryIsAtTheStartingFigure", () => Until(() => IsAt(before)));
        if (!IsAt(before)) Console.WriteLine($"[test] says {before} bytes before, {Spent()} after");
        // All services are as old as they were then.
        Rehearse(killer, firstClient: 2);
        verdict.Check("NobodyHasKeptAnything", () => Until(() => InUse() <= inUse + MostKept));
        Console.WriteLine($"[test] says {inUse} bytes in use before, {InUse()} after");
        return verdict.Close();
    }

    /// <summary>Has everything happen once that is to happen, so that what is made at its first use is there.</summary>
    /// <param name="firstClient">Two of the ledger's clients that have noted nothing yet.</param>
    private static void Rehearse(Killer killer, uint firstClient)
    {
        Worker[] workers = [new LedgerWorker(firstClient), new LogWorker(), new PermissionWorker(), new ProcessWorker()];
        _ = WorksWhile(workers, () => _ = Until(() => Array.TrueForAll(workers, worker => worker.Done > 0 || worker.Complaint != null)));
        killer.KillEach();
        _ = WorksWhile(workers = [new LedgerWorker(firstClient + 1), new LogWorker(), new PermissionWorker(), new ProcessWorker()],
            () => _ = Until(() => Array.TrueForAll(workers, worker => worker.Done > 0 || worker.Complaint != null)));
        _ = Until(() => killer.AreAllBack);
        Settle();
    }

    /// <returns>Whether all workers got some work done, and none had anything to complain about.</returns>
    private static bool WorksWhile(Worker[] workers, Action act)
    {
        foreach (Worker worker in workers) worker.Start();
        act();
        foreach (Worker worker in workers) worker.Stop();
        return Array.TrueForAll(workers, worker => worker.Done > 0 && worker.Complaint == null);
    }

    /// <summary>
    /// Is as much spent as then? Objects of other instances than those may lie in a page more, or less, on each core: what was lost a few thousand times is
    /// a few thousand times as much.
    /// </summary>
    private static bool IsAt(ulong before) => (ulong)Math.Abs((long)(Spent() - before)) <= Startup.Block.CoreCount * MemoryLayout.PageSize;

    /// <summary>Waits until what ended is given back.</summary>
    private static void Settle()
    {
        for (ulong last = 0; last != Spent(); Thread.Sleep(50)) last = Spent();
    }

    /// <summary>All that is spent of init's budgets: the services with what they may spend, and what init keeps for them.</summary>
    private static ulong Spent()
    {
        ulong spent = 0;
        for (int core = 0; core < (int)Math.Min(Startup.Block.CoreCount, StartBlock.MostCores); core++) spent += InfoOf(Startup.Block.Budgets[core]).Detail1;
        return spent;
    }

    /// <summary>
    /// All memory but what the boot core has free and what this program uses: it tells of what that core's kernel has, and init, and services that live there, inside of their budgets. Cores do not
    /// cede memory to each other as long as each has enough.
    /// </summary>
    private static ulong InUse()
    {
        ObjectInfo machine = InfoOf(Startup.Block.System), own = InfoOf(Startup.Block.Budget);
        return machine.Detail0 - machine.Detail1 - own.Detail1;
    }

    private static ObjectInfo InfoOf(Handle handle)
    {
        return Kernel.Query(handle, out ObjectInfo info) == Status.Ok ? info : default;
    }

    /// <returns>False when it did not come to hold.</returns>
    private static bool Until(Func<bool> holds)
    {
        const int patienceMs = 60_000;
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < patienceMs; Thread.Sleep(5))
            if (holds()) return true;
        return false;
    }
}
