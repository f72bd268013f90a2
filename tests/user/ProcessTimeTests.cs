using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>How much processor time processes have used, as the kernel tells it.</summary>
internal static unsafe class ProcessTimeTests
{
    /// <summary>Two turns of a thread, and a half.</summary>
    private const ulong AWhile = 25 * World.Millisecond;

    private static ulong OwnTime => TimeOf(World.Process);

    private static ulong TimeOf(Handle<Process> process) => World.InfoOf(process).Detail2;

    [UserTest]
    public static void TimeThatIsUsedIsTold(ref Test test)
    {
        ulong start = World.Now, before = OwnTime;
        Spend(AWhile);
        ulong used = OwnTime - before;
        test.True(used >= AWhile);
        test.True(used <= World.Now - start);
    }

    [UserTest]
    public static void TimeOfThreadsThatEndedIsKept(ref Test test)
    {
        ulong start = World.Now, before = OwnTime;
        Worker worker = default;
        if (!test.Ok(worker.Start(&SpendInThread, AWhile))) return;
        test.Ok(worker.AwaitEnd());
        ulong used = OwnTime - before;
        test.True(used >= AWhile);
        test.True(used <= World.Now - start);
    }

    [UserTest]
    public static void WhoWaitsUsesNoTime(ref Test test)
    {
        ulong before = OwnTime;
        World.Sleep(2 * AWhile);
        test.True(OwnTime - before < AWhile);
    }

    [UserTest]
    public static void TimeOfAProcessThatEndedIsKept(ref Test test)
    {
        ChildProcess child = default;
        if (!test.Ok(child.Make(World.Budget, 8 << 20, 32)) || !test.Ok(child.Start(&SpendInProcess, AWhile))) return;
        test.Ok(child.AwaitEnd());
        test.True(TimeOf(child.Process) >= AWhile);
        child.Release();
    }

    [UserTest]
    public static void WhoCallsPaysForWhatIsDone(ref Test test)
    {
        if (!TryServe(ref test, 0, out ChildProcess server, out Handle<Endpoint> endpoint)) return;
        ulong own = OwnTime, servers = TimeOf(server.Process);
        Call(ref test, endpoint);
        test.True(OwnTime - own >= AWhile);
        test.True(TimeOf(server.Process) - servers < AWhile);
        test.Ok(server.AwaitEnd());
        server.Release();
        test.Ok(Kernel.Release(endpoint));
    }

    /// <summary>Calls from there bring no time. Where there is a single core, this process pays after all.</summary>
    [UserTest]
    public static void WhoServesAnotherCoreIsCounted(ref Test test)
    {
        int far = (int)Startup.Block.CoreCount - 1;
        if (!TryServe(ref test, far, out ChildProcess server, out Handle<Endpoint> endpoint)) return;
        ulong own = OwnTime;
        Call(ref test, endpoint);
        test.Ok(server.AwaitEnd());
        test.True((far == 0 ? OwnTime - own : TimeOf(server.Process)) >= AWhile);
        server.Release();
        test.Ok(Kernel.Release(endpoint));
    }

    /// <summary>Starts a process on a core that takes a while over one call, and waits until it is ready for it.</summary>
    private static bool TryServe(ref Test test, int core, out ChildProcess server, out Handle<Endpoint> endpoint)
    {
        server = default;
        if (!test.Ok(Kernel.CreateEndpoint(Startup.Block.Budgets[core], out endpoint))
            || !test.Ok(server.Make(Startup.Block.Budgets[core], Startup.Block.Times[core], 8 << 20, 32))
            || !test.Ok(server.GiveFirst(endpoint, Rights.Serve)) || !test.Ok(server.Start(&ServeTwice, 0)))
            return false;
        Message message = default;
        return test.Ok(Kernel.Call(endpoint, ref message));
    }

    private static void Call(ref Test test, Handle<Endpoint> endpoint)
    {
        Message message = default;
        message.Word0 = AWhile;
        test.Ok(Kernel.Call(endpoint, ref message));
    }

    private static ulong ServeTwice(ulong argument)
    {
        Handle<Endpoint> endpoint = new(ChildStart.Current.Gift0);
        Message message = default;
        Status status = Kernel.Receive(endpoint, ref message);
        if (status == Status.Ok) status = Kernel.ReplyReceive(endpoint, ref message);
        Spend(message.Word0);
        return status == Status.Ok ? (ulong)Kernel.Reply(default, ref message) : (ulong)status;
    }

    private static ulong SpendInProcess(ulong nanoseconds)
    {
        Spend(nanoseconds);
        return 0;
    }

    private static void SpendInThread(ulong nanoseconds) => Spend(nanoseconds);

    private static void Spend(ulong nanoseconds)
    {
        ulong end = World.In(nanoseconds);
        while (World.Now < end) { }
    }
}
