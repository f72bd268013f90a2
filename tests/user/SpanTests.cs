using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;
using Volatile = System.Threading.Volatile;

namespace Diesis.Tests.User;

/// <summary>Threads on two cores in one address space: each core has a process of its own for them. With one core both run there.</summary>
// SAFETY: each test maps memory before it touches it; where it does not, the fault is what it is about.
internal static unsafe class SpanTests
{
    private const ulong Page = MemoryLayout.PageSize, Stop = ulong.MaxValue;

    private static ulong _turn, _seen, _value, _address;
    private static Status _status;

    private static int Far => (int)Startup.Block.CoreCount - 1;

    [UserTest]
    public static void AThreadOfAnotherCoreSharesTheSpace(ref Test test)
    {
        FarThread far = default;
        _turn = 41;
        if (!test.Ok(far.Start(Far, &AddOne, 0))) return;
        test.Ok(far.AwaitEnd());
        test.Equal(42UL, Volatile.Read(ref _turn));
        far.Release();
    }

    private static void AddOne(ulong unused) => _turn++;

    /// <summary>A page that a copy shares is another page when it was written, on every core.</summary>
    [UserTest]
    public static void WhatIsWrittenAfterACopyIsSeenOnBothCores(ref Test test)
    {
        if (!TryWatch(ref test, out FarThread far, out Handle<MemoryObject> memory)) return;
        for (ulong round = 1; round <= 100 && !test.HasFailed; round++)
        {
            test.Ok(Kernel.CreateCopy(World.Budget, memory, out Handle<MemoryObject> copy));
            At(_address) = round;
            test.Equal(round, Look(round));
            test.Ok(Kernel.Release(copy));
        }
        EndWatch(ref test, ref far, memory);
    }

    [UserTest]
    public static void WhatIsDecommittedIsGoneOnBothCores(ref Test test)
    {
        if (!TryWatch(ref test, out FarThread far, out Handle<MemoryObject> memory)) return;
        for (ulong round = 1; round <= 100 && !test.HasFailed; round++)
        {
            At(_address) = 7;
            test.Equal(7UL, Look(2 * round - 1));
            test.Ok(Kernel.Decommit(memory, 0, 1));
            test.Equal(0UL, Look(2 * round));
        }
        EndWatch(ref test, ref far, memory);
    }

    [UserTest]
    public static void WhatIsUnmappedIsUnmappedOnBothCores(ref Test test)
    {
        if (!TryWatch(ref test, out FarThread far, out Handle<MemoryObject> memory)
            || !test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.Committed, out Handle<MemoryObject> other)))
            return;
        ulong value = 9;
        test.Ok(Kernel.WriteMemory(other, 0, World.BytesOf(ref value)));
        for (ulong round = 1; round <= 50 && !test.HasFailed; round++)
        {
            test.Ok(Kernel.Unmap(World.Space, _address, 1));
            test.Ok(Kernel.Map(World.Space, (round & 1) != 0 ? other : memory, _address, 0, 1, Protection.ReadWrite));
            test.Equal((round & 1) != 0 ? 9UL : 0, Look(round));
        }
        EndWatch(ref test, ref far, memory);
        test.Ok(Kernel.Release(other));
    }

    /// <summary>A thread of another core touches what nothing is mapped at: its process ends, and no other.</summary>
    [UserTest]
    public static void AFaultOnAnotherCoreEndsTheProcessThere(ref Test test)
    {
        FarThread far = default;
        if (!test.Ok(far.Start(Far, &Read, Addresses.Take(1)))) return;
        test.Ok(far.AwaitEnd());
        test.Equal((ulong)ExitKind.Faulted, (ulong)(uint)World.InfoOf(far.Process).Detail0);
        far.Release();
    }

    private static void Read(ulong address) => _value = At(address);

    /// <summary>Buffers of system calls lie in pages that the other core has not seen yet.</summary>
    [UserTest]
    public static void BuffersAreFoundByTheOtherCore(ref Test test)
    {
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 2, MemoryOptions.None, out Handle<MemoryObject> memory))) return;
        _address = Addresses.Take(2);
        test.Ok(Kernel.Map(World.Space, memory, _address, 0, 2, Protection.ReadWrite));
        FarThread far = default;
        if (!test.Ok(far.Make(Far)) || !test.Ok(Kernel.CreateNotification(Startup.Block.Budgets[Far], out Handle<Notification> notification))
            || !test.Ok(Kernel.Transfer(far.Process, notification, out Handle there)) || !test.Ok(far.Start(&AskOf, there.Value)))
            return;
        test.Ok(far.AwaitEnd());
        test.Status(Status.Ok, _status);
        test.Equal((ulong)ObjectType.Notification, (ulong)(*(ObjectInfo*)_address).Type);
        far.Release();
        test.Ok(Kernel.Release(memory));
    }

    private static void AskOf(ulong handle)
        => _status = Kernel.Query(new Handle(handle), new System.Span<byte>((void*)_address, sizeof(ObjectInfo)));

    /// <summary>A thread that computes goes on on another core, and back, and misses nothing.</summary>
    [UserTest]
    public static void AThreadMigratesInTheMiddleOfItsWork(ref Test test)
    {
        Handle<MemoryBudget> budget = Startup.Block.Budgets[Far];
        Worker worker = default;
        if (!test.Ok(Kernel.CreateSchedulingContext(budget, Startup.Block.Times[Far], Worker.UsualPriority, World.Millisecond, World.Millisecond, out Handle<SchedulingContext> time))
            || !test.Ok(Kernel.CreateProcess(budget, World.Space, out Handle<Process> process))
            || !test.Ok(worker.Start(&Compute, 0)))
            return;
        test.True(World.Until(&HasCounted, 1000));
        test.Status(Status.BadState, Kernel.MigrateThread(budget, worker.Thread, process, time, out Handle<Thread> there));
        test.Ok(Kernel.Suspend(worker.Thread));
        if (!test.Ok(Kernel.MigrateThread(budget, worker.Thread, process, time, out there))) return;
        test.Ok(worker.AwaitEnd());
        test.Equal((ulong)ExitKind.Migrated, (ulong)worker.ExitKind);
        test.Equal((ulong)Far, World.InfoOf(there).Core);
        test.Status(Status.BadState, Kernel.Resume(worker.Thread));

        ulong counted = Volatile.Read(ref _seen);
        World.Sleep(World.Millisecond);
        test.Equal(counted, Volatile.Read(ref _seen));
        test.Ok(Kernel.Resume(there));
        test.True(World.Until(&HasCounted, counted + 1000));
        Volatile.Write(ref _turn, Stop);
        test.True(World.Until(&HasResult, 0));
        test.Equal(Volatile.Read(ref _seen) * 3, Volatile.Read(ref _value));
        test.Ok(Kernel.Release(there));
        test.Ok(Kernel.Release(process));
        test.Ok(Kernel.Release(time));
    }

    /// <summary>Counts in an integer and in a floating-point register, until it is told to stop.</summary>
    private static void Compute(ulong unused)
    {
        double sum = 0;
        ulong count = 0;
        while (Volatile.Read(ref _turn) != Stop)
        {
            sum += 3;
            Volatile.Write(ref _seen, ++count);
        }
        Volatile.Write(ref _value, (ulong)sum);
    }

    private static bool HasCounted(ulong count) => Volatile.Read(ref _seen) >= count;
    private static bool HasResult(ulong unused) => Volatile.Read(ref _value) != 0;

    private static bool TryWatch(ref Test test, out FarThread far, out Handle<MemoryObject> memory)
    {
        far = default;
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out memory))) return false;
        _address = Addresses.Take(1);
        return test.Ok(Kernel.Map(World.Space, memory, _address, 0, 1, Protection.ReadWrite)) && test.Ok(far.Start(Far, &Watch, 0));
    }

    /// <summary>Looks at a word whenever it is told to.</summary>
    private static void Watch(ulong unused)
    {
        for (ulong last = 0; last != Stop;)
        {
            ulong turn = Volatile.Read(ref _turn);
            if (turn == last)
            {
                _ = Kernel.Yield();
                continue;
            }
            if (turn != Stop) Volatile.Write(ref _value, Volatile.Read(ref At(_address)));
            Volatile.Write(ref _seen, turn);
            last = turn;
        }
    }

    /// <summary>What the other core sees now.</summary>
    private static ulong Look(ulong turn)
    {
        Volatile.Write(ref _turn, turn);
        return World.Until(&HasSeen, turn) ? Volatile.Read(ref _value) : Stop;
    }

    private static bool HasSeen(ulong turn) => Volatile.Read(ref _seen) == turn;

    private static void EndWatch(ref Test test, ref FarThread far, Handle<MemoryObject> memory)
    {
        Volatile.Write(ref _turn, Stop);
        test.Ok(far.AwaitEnd());
        far.Release();
        test.Ok(Kernel.Release(memory));
    }

    private static ref ulong At(ulong address) => ref *(ulong*)address;
}
