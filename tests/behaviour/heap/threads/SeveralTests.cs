using System.Threading;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Waiting for several things at once, and locks that several may have.</summary>
internal static class SeveralTests
{
    public static void Run(ref Transcript transcript)
    {
        Ready(ref transcript);
        Late(ref transcript);
        Turns(ref transcript);
        Locks(ref transcript);
        Contended(ref transcript);
        Upgrades(ref transcript);
    }

    /// <summary>What lets a thread through already.</summary>
    private static void Ready(ref Transcript transcript)
    {
        AutoResetEvent first = new(false), second = new(true);
        ManualResetEvent door = new(true);
        WaitHandle[] all = [first, second, door];
        transcript.Case("any").Gives(WaitHandle.WaitAny(all)).Gives(WaitHandle.WaitAny(all)).Gives(WaitHandle.WaitAny(all, 0)).Gives(WaitHandle.WaitAny([first, second], 10))
            .Gives(WaitHandle.WaitAny([first], 0));
        // One is missing, so none is taken.
        _ = second.Set();
        transcript.Case("all").Gives(WaitHandle.WaitAll(all, 5)).Gives(second.WaitOne(0)).Gives(second.WaitOne(0));
        _ = first.Set();
        _ = second.Set();
        transcript.Case("all").Gives(WaitHandle.WaitAll(all)).Gives(first.WaitOne(0)).Gives(second.WaitOne(0)).Gives(door.WaitOne(0)).Gives(WaitHandle.WaitAll([door], 0));
    }

    /// <summary>What comes while the thread waits.</summary>
    private static void Late(ref Transcript transcript)
    {
        AutoResetEvent first = new(false), second = new(false), begun = new(false);
        int any = -1, all = 0;
        Thread waiting = new(() =>
        {
            _ = begun.Set();
            any = WaitHandle.WaitAny([first, second]);
            _ = begun.Set();
            if (WaitHandle.WaitAll([first, second], 60_000)) all = 1;
        });
        waiting.Start();
        _ = begun.WaitOne();
        Thread.Sleep(5);
        _ = second.Set();
        _ = begun.WaitOne();
        _ = first.Set();
        Thread.Sleep(5);
        _ = second.Set();
        waiting.Join();
        transcript.Case("late").Gives(any).Gives(all).Gives(first.WaitOne(0)).Gives(second.WaitOne(0));
    }

    /// <summary>Two threads hand a turn back and forth, each waiting for two things.</summary>
    private static void Turns(ref Transcript transcript)
    {
        const int rounds = 200;
        AutoResetEvent mine = new(false), yours = new(false);
        ManualResetEvent never = new(false);
        int others = 0, own = 0;
        Thread other = new(() =>
        {
            for (int i = 0; i < rounds; i++)
            {
                others += WaitHandle.WaitAny([never, yours]);
                _ = mine.Set();
            }
        });
        other.Start();
        for (int i = 0; i < rounds; i++)
        {
            _ = yours.Set();
            own += WaitHandle.WaitAny([mine, never], 60_000);
        }
        other.Join();
        transcript.Case("turns").Gives(others).Gives(own);
    }

    private static void Locks(ref Transcript transcript)
    {
        ReaderWriterLockSlim shared = new();
        shared.EnterReadLock();
        bool otherReads = false, otherWrites = true, otherUpgrades = false;
        Thread other = new(() =>
        {
            otherReads = shared.TryEnterReadLock(60_000);
            if (otherReads) shared.ExitReadLock();
            otherWrites = shared.TryEnterWriteLock(5);
            otherUpgrades = shared.TryEnterUpgradeableReadLock(60_000);
            if (otherUpgrades) shared.ExitUpgradeableReadLock();
        });
        other.Start();
        other.Join();
        transcript.Case("read lock").Gives(otherReads).Gives(otherWrites).Gives(otherUpgrades).Gives(shared.IsReadLockHeld).Gives(shared.IsWriteLockHeld).Gives(shared.CurrentReadCount);
        shared.ExitReadLock();
        shared.EnterWriteLock();
        other = new(() => otherReads = shared.TryEnterReadLock(5));
        other.Start();
        other.Join();
        transcript.Case("write lock").Gives(otherReads).Gives(shared.IsWriteLockHeld).Gives(shared.IsReadLockHeld).Gives(shared.CurrentReadCount).Gives(shared.WaitingWriteCount);
        shared.ExitWriteLock();
        transcript.Case("write lock").Gives(shared.IsWriteLockHeld).Gives(shared.TryEnterReadLock(0));
        shared.ExitReadLock();
        shared.Dispose();
    }

    private static void Contended(ref Transcript transcript)
    {
        const int rounds = 300, count = 4;
        using ReaderWriterLockSlim shared = new();
        int first = 0, second = 0, torn = 0;
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            bool writes = i % 2 == 0;
            threads[i] = new(() =>
            {
                for (int round = 0; round < rounds; round++)
                {
                    if (writes)
                    {
                        shared.EnterWriteLock();
                        first++;
                        second++;
                        shared.ExitWriteLock();
                    }
                    else
                    {
                        shared.EnterReadLock();
                        if (first != second) _ = Interlocked.Increment(ref torn);
                        shared.ExitReadLock();
                    }
                }
            });
            threads[i].Start();
        }
        foreach (var thread in threads) thread.Join();
        transcript.Case("readers and writers").Gives(first).Gives(second).Gives(torn);
    }

    private static void Upgrades(ref Transcript transcript)
    {
        using ReaderWriterLockSlim shared = new();
        shared.EnterUpgradeableReadLock();
        bool reads = false, upgrades = true;
        Thread other = new(() =>
        {
            reads = shared.TryEnterReadLock(60_000);
            if (reads) shared.ExitReadLock();
            upgrades = shared.TryEnterUpgradeableReadLock(5);
        });
        other.Start();
        other.Join();
        transcript.Case("upgradeable").Gives(reads).Gives(upgrades).Gives(shared.IsUpgradeableReadLockHeld);
        shared.EnterWriteLock();
        transcript.Case("upgraded").Gives(shared.IsWriteLockHeld).Gives(shared.IsUpgradeableReadLockHeld);
        shared.ExitWriteLock();
        shared.ExitUpgradeableReadLock();
        transcript.Case("upgraded").Gives(shared.IsWriteLockHeld).Gives(shared.IsUpgradeableReadLockHeld);
    }
}
