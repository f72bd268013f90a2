using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>
/// Vector registers belong to one thread, and reach no other; and so do those that go along with them. The processor that QEMU emulates has those of AVX at most; what AVX-512 adds
/// goes by the same instructions.
/// </summary>
internal static unsafe class VectorTests
{
    private const ulong Own = 1, Partners = 2;

    /// <summary>Numbers of system calls: sdk/abi/IKernel.Messages.cs.</summary>
    private const uint Nothing = 0, Call = 1, ReplyReceive = 2, Receive = 3, Signal = 5, Yield = 6, Wait = 7;

    private static Handle<Endpoint> _endpoint;
    private static Status _status;
    private static VectorBank _found;
    private static ulong _word;

    private static ref VectorPartner.Shared Common => ref VectorPartner.Common;

    /// <summary>On one core either goes on only when the other was interrupted; each has registers and ways to round of its own.</summary>
    [UserTest]
    public static void ThreadsThatInterruptEachOtherKeepTheirRegisters(ref Test test)
    {
        VectorPartner partner = default;
        if (!partner.Start(ref test, &TakeTurns)) return;
        TakeTurns(ref test, Own, ref Common.First, ref Common.Second);
        partner.AwaitEnd(ref test);
    }

    private static ulong TakeTurns(ulong unused)
    {
        Test test = default;
        TakeTurns(ref test, Partners, ref Common.Second, ref Common.First);
        return VectorPartner.Tell(ref test);
    }

    private static void TakeTurns(ref Test test, ulong which, ref ulong mine, ref ulong others)
    {
        const int turns = 8;
        VectorBank bank = VectorBank.Of(which);
        for (int turn = 0; turn < turns; turn++)
        {
            ulong before = Volatile.Read(ref others);
            Volatile.Write(ref mine, mine + 1);
            VectorRegisters.KeepUntilChange(bank, ref others, before).Is(ref test, bank);
        }
        Volatile.Write(ref mine, mine + 1);
    }

    /// <summary>As long as the test lets it, it computes.</summary>
    private static ulong Compute(ulong unused)
    {
        Test test = default;
        VectorBank bank = VectorBank.Of(Partners);
        Volatile.Write(ref Common.Second, 1);
        VectorRegisters.KeepUntilChange(bank, ref Common.First, 0).Is(ref test, bank);
        return VectorPartner.Tell(ref test);
    }

    private static bool Computes(ulong unused) => Volatile.Read(ref Common.Second) != 0;

    private static bool StartComputing(ref Test test, ref VectorPartner partner)
        => partner.Start(ref test, &Compute) && test.Require(World.Until(&Computes, 0));

    /// <summary>Collectors rely on it: what is nowhere but in such a register is in use.</summary>
    [UserTest]
    public static void WhoHoldsAThreadStillReadsItsVectorRegisters(ref Test test)
    {
        const int mostTries = 10_000;
        VectorPartner partner = default;
        if (!StartComputing(ref test, ref partner)) return;
        bool isFound = false;
        // It may be on its way to filling them.
        for (int tries = 0; !isFound && tries < mostTries; tries++)
        {
            _ = Kernel.Yield();
            test.Ok(Kernel.Suspend(partner.Thread));
            isFound = HasAll(ref test, partner.Thread, VectorBank.Of(Partners));
            test.Ok(Kernel.Resume(partner.Thread));
        }
        test.True(isFound);
        StopComputing(ref test, ref partner);
    }

    // SAFETY: the words are this function's.
    private static bool HasAll(ref Test test, Handle<Abi.Objects.Thread> thread, in VectorBank bank)
    {
        const int words = ThreadRegisters.VectorBytes / sizeof(ulong);
        int generalWords = sizeof(ThreadRegisters) / sizeof(ulong);
        ulong* registers = stackalloc ulong[generalWords + words];
        test.Ok(Kernel.ReadRegisters(thread, new Span<byte>(registers, (generalWords + words) * sizeof(ulong))));
        bool hasAll = true;
        for (int i = VectorBank.ControlWords; i < VectorRegisters.Words; i++)
            hasAll &= new ReadOnlySpan<ulong>(registers + generalWords, words).Contains(bank[i]);
        return hasAll;
    }

    private static void StopComputing(ref Test test, ref VectorPartner partner)
    {
        Volatile.Write(ref Common.First, 1);
        partner.AwaitEnd(ref test);
    }

    /// <summary>Two threads whose thread pointers are the same are two threads: what one does to its own is not the other's.</summary>
    [UserTest]
    public static void AThreadKeepsItsThreadPointerWhenAnotherLosesTheSame(ref Test test)
    {
        VectorPartner partner = default;
        test.Ok(Kernel.SetThreadPointer(VectorPartner.Address));
        if (!partner.Start(ref test, &LoseThreadPointer) || !test.Require(World.Until(&Computes, 0))) return;
        test.Equal(Common.First, OwnRegisters.ReadThreadPointer());
        StopComputing(ref test, ref partner);
    }

    private static ulong LoseThreadPointer(ulong unused)
    {
        if (Kernel.SetThreadPointer(VectorPartner.Address) != Status.Ok) return 1;
        OwnRegisters.LoseThreadPointer();
        return Compute(unused);
    }

    /// <summary>It begins when the turn of one that computes is over.</summary>
    [UserTest]
    public static void ANewThreadFindsNothing(ref Test test)
    {
        VectorPartner partner = default;
        if (!StartComputing(ref test, ref partner)) return;
        Worker fresh = default;
        _found = VectorBank.Of(Own);
        fixed (VectorBank* found = &_found)
        {
            test.Ok(Kernel.CreateSchedulingContext(World.Budget, World.Time, Worker.UsualPriority, 10 * World.Millisecond, 10 * World.Millisecond, out fresh.Time));
            test.Ok(fresh.Make(fresh.Time, out ulong stackEnd));
            // SAFETY: it stays on its stack, and there is nothing above.
            test.Ok(Kernel.StartThread(fresh.Thread, (ulong)VectorRegisters.FreshEntry(), stackEnd - 64, (ulong)found));
            test.Ok(fresh.AwaitEnd());
        }
        _found.Is(ref test, VectorBank.Unused);
        StopComputing(ref test, ref partner);
    }

    /// <summary>Whatever the way through the kernel, with others between or not.</summary>
    [UserTest]
    public static void ASystemCallBringsNobodyElsesRegisters(ref Test test)
    {
        VectorPartner partner = default;
        if (!StartComputing(ref test, ref partner)) return;
        if (!test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> notification))) return;
        const ulong nobodyWaits = 1;
        for (int i = 0; i < 3; i++)
        {
            test.Ok(AfterACall(ref test, Nothing));
            test.Ok(AfterACall(ref test, Yield));
            test.Status(Status.TimedOut, AfterACall(ref test, Wait, notification.Value, World.In(World.Millisecond)));
            test.Ok(AfterACall(ref test, Signal, notification.Value, nobodyWaits));
            test.Ok(AfterACall(ref test, Wait, notification.Value, World.Never));
        }
        StopComputing(ref test, ref partner);
    }

    private static Status AfterACall(ref Test test, uint number, ulong a0 = 0, ulong a1 = 0, ulong which = Own)
    {
        VectorBank bank = VectorBank.Of(which);
        Status status = VectorRegisters.Call(bank, out VectorBank after, number, a0, a1);
        after.IsOrIsUnused(ref test, bank);
        return status;
    }

    /// <summary>Words go from one to the other in registers, but nothing in those of vectors.</summary>
    [UserTest]
    public static void ACallBringsNoVectorRegisters(ref Test test)
    {
        VectorPartner server = default;
        if (!test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint))) return;
        const int calls = 3;
        if (!server.Start(ref test, &Serve, calls, _endpoint, Rights.All) || !test.Require(World.Until(&Computes, 0))) return;
        for (int i = 0; i < calls; i++) test.Ok(AfterACall(ref test, Call, _endpoint.Value));
        server.AwaitEnd(ref test);
    }

    private static ulong Serve(ulong calls)
    {
        Test test = default;
        ulong endpoint = ChildStart.Current.Gift0.Value;
        Volatile.Write(ref Common.Second, 1);
        test.Ok(AfterACall(ref test, Receive, endpoint, which: Partners));
        for (ulong i = 1; i < calls; i++) test.Ok(AfterACall(ref test, ReplyReceive, endpoint, which: Partners));
        Message message = default;
        test.Ok(Kernel.Reply(default, ref message));
        return VectorPartner.Tell(ref test);
    }

    [UserTest]
    public static void APageThatComesWhenTouchedChangesNoRegister(ref Test test)
    {
        ulong at = Addresses.Take(1);
        test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> memory));
        test.Ok(Kernel.Map(World.Space, memory, at, 0, 1, Protection.ReadWrite));
        ReadWithRegisters(ref test, at);
    }

    /// <summary>In the kernel a program's flags must not count. It looks after itself there.</summary>
    [UserTest]
    public static void AFaultWithAllFlagsSetIsLikeAnyOther(ref Test test)
    {
        ulong at = Addresses.Take(1);
        test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> memory));
        test.Ok(Kernel.Map(World.Space, memory, at, 0, 1, Protection.ReadWrite));
        test.Equal(0UL, OwnRegisters.ReadWithAllFlags(at));
    }

    // SAFETY: a page is mapped there, or comes when it is touched.
    private static void ReadWithRegisters(ref Test test, ulong at)
    {
        VectorBank bank = VectorBank.Of(Own);
        VectorRegisters.KeepUntilChange(bank, ref *(ulong*)at, 1).Is(ref test, bank);
    }

    /// <summary>The handler uses all of its own meanwhile.</summary>
    [UserTest]
    public static void AFaultThatIsDealtWithChangesNoRegister(ref Test test)
    {
        ulong at = Addresses.Take(1);
        if (!test.Ok(Kernel.CreateEndpoint(World.Budget, out _endpoint))) return;
        Worker handler = default;
        test.Ok(handler.Start(&MapWhatIsMissing, at));
        test.Ok(Kernel.SetFaultHandler(World.Thread, _endpoint));
        ReadWithRegisters(ref test, at);
        test.Ok(Kernel.SetFaultHandler(World.Thread, default));
        test.Ok(handler.AwaitEnd());
        test.Ok(_status);
        test.Equal(VectorBank.Of(Partners)[VectorRegisters.Words - 1], _found[VectorRegisters.Words - 1]);
    }

    private static void MapWhatIsMissing(ulong at)
    {
        Message message = default;
        Handle<MemoryObject> memory = default;
        _status = Kernel.Receive(_endpoint, ref message);
        if (_status == Status.Ok) _status = Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out memory);
        if (_status == Status.Ok) _status = Kernel.Map(World.Space, memory, at, 0, 1, Protection.ReadWrite);
        _found = VectorRegisters.KeepUntilChange(VectorBank.Of(Partners), ref _word, 1);
        message = new() { Label = (ulong)FaultVerdict.Continue };
        Status replied = Kernel.Reply(default, ref message);
        if (_status == Status.Ok) _status = replied;
    }

    [UserTest]
    public static void AThreadTakesItsRegistersToAnotherCore(ref Test test)
    {
        int core = (int)Startup.Block.CoreCount - 1;
        FarThread far = default;
        Worker worker = default;
        _word = 0;
        if (!test.Ok(far.Make(core)) || !test.Ok(worker.Start(&KeepUntilTold, 0)) || !test.Require(World.Until(&IsKeeping, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.Suspend(worker.Thread));
        Handle<MemoryBudget> budget = Startup.Block.Budgets[core];
        test.Ok(Kernel.CreateSchedulingContext(budget, Startup.Block.Times[core], Worker.UsualPriority, 10 * World.Millisecond, 10 * World.Millisecond,
            out Handle<SchedulingContext> time));
        test.Ok(Kernel.MigrateThread(budget, worker.Thread, far.Process, time, out Handle<Abi.Objects.Thread> migrated));
        test.Ok(Kernel.Resume(migrated));
        World.Sleep(World.Millisecond);
        Volatile.Write(ref _word, 2);
        test.True(World.Until(&HasKept, 0));
        _found.Is(ref test, VectorBank.Of(Own));
        test.Ok(Kernel.EndThread(migrated, 0));
        test.Ok(Kernel.Release(migrated));
        test.Ok(Kernel.Release(time));
        far.Release();
    }

    private static void KeepUntilTold(ulong unused)
    {
        Volatile.Write(ref _word, 1);
        _found = VectorRegisters.KeepUntilChange(VectorBank.Of(Own), ref _word, 1);
        Volatile.Write(ref _word, 3);
        while (true) { }
    }

    private static bool IsKeeping(ulong unused) => Volatile.Read(ref _word) == 1;
    private static bool HasKept(ulong unused) => Volatile.Read(ref _word) == 3;
}
