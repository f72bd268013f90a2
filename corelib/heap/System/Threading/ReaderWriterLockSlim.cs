using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System.Threading;

/// <summary>
/// A lock that many may have who only read, or one who writes. One of the readers may keep for itself that it becomes the writer. Writers that wait come before
/// readers that do.
/// </summary>
/// <remarks>A thread that takes it once more in the same or another way has a bug, but for the way from upgradeable to writing.</remarks>
public class ReaderWriterLockSlim : IDisposable
{
    private enum Way { Reading, Upgradeable, Writing }

    // Under the lock of this object.
    private readonly object _gate = new();
    private readonly List<int> _readers = [];
    private int _writer;
    private int _upgradeable;
    private int _waitingReaders;
    private int _waitingWriters;
    private int _waitingUpgradeable;

    public bool IsReadLockHeld
    {
        get
        {
            lock (_gate) return _readers.Contains(Self);
        }
    }

    public bool IsWriteLockHeld => Volatile.Read(ref _writer) == Self;
    public bool IsUpgradeableReadLockHeld => Volatile.Read(ref _upgradeable) == Self;

    public int CurrentReadCount
    {
        get
        {
            lock (_gate) return _readers.Count;
        }
    }

    public int WaitingReadCount => Volatile.Read(ref _waitingReaders);
    public int WaitingWriteCount => Volatile.Read(ref _waitingWriters);
    public int WaitingUpgradeCount => Volatile.Read(ref _waitingUpgradeable);

    private static int Self => Environment.CurrentManagedThreadId;

    // Reading.

    public void EnterReadLock() => _ = TryEnterReadLock(Timeout.Infinite);
    public bool TryEnterReadLock(TimeSpan timeout) => TryEnterReadLock(Timeout.MillisecondsOf(timeout));

    public bool TryEnterReadLock(int millisecondsTimeout)
    {
        int self = Self;
        lock (_gate)
        {
            RefuseAgain(self, maybeUpgradeable: true);
            bool isTaken = Await(Way.Reading, self, millisecondsTimeout, ref _waitingReaders);
            if (isTaken) _readers.Add(self);
            return isTaken;
        }
    }

    public void ExitReadLock()
    {
        lock (_gate)
        {
            if (!_readers.Remove(Self)) ThrowHelpers.FailFast("a lock that the thread does not have");
            Monitor.PulseAll(_gate);
        }
    }

    // Writing.

    public void EnterWriteLock() => _ = TryEnterWriteLock(Timeout.Infinite);
    public bool TryEnterWriteLock(TimeSpan timeout) => TryEnterWriteLock(Timeout.MillisecondsOf(timeout));

    public bool TryEnterWriteLock(int millisecondsTimeout)
    {
        int self = Self;
        lock (_gate)
        {
            RefuseAgain(self, maybeUpgradeable: true);
            bool isTaken = Await(Way.Writing, self, millisecondsTimeout, ref _waitingWriters);
            if (isTaken) _writer = self;
            // Readers that have waited for a writer which has given up.
            else Monitor.PulseAll(_gate);
            return isTaken;
        }
    }

    public void ExitWriteLock()
    {
        lock (_gate)
        {
            if (_writer != Self) ThrowHelpers.FailFast("a lock that the thread does not have");
            _writer = 0;
            Monitor.PulseAll(_gate);
        }
    }

    // Reading, and maybe writing.

    public void EnterUpgradeableReadLock() => _ = TryEnterUpgradeableReadLock(Timeout.Infinite);
    public bool TryEnterUpgradeableReadLock(TimeSpan timeout) => TryEnterUpgradeableReadLock(Timeout.MillisecondsOf(timeout));

    public bool TryEnterUpgradeableReadLock(int millisecondsTimeout)
    {
        int self = Self;
        lock (_gate)
        {
            RefuseAgain(self, maybeUpgradeable: false);
            bool isTaken = Await(Way.Upgradeable, self, millisecondsTimeout, ref _waitingUpgradeable);
            if (isTaken) _upgradeable = self;
            return isTaken;
        }
    }

    public void ExitUpgradeableReadLock()
    {
        lock (_gate)
        {
            if (_upgradeable != Self) ThrowHelpers.FailFast("a lock that the thread does not have");
            _upgradeable = 0;
            Monitor.PulseAll(_gate);
        }
    }

    private void RefuseAgain(int self, bool maybeUpgradeable)
    {
        if (_writer == self || _readers.Contains(self) || !maybeUpgradeable && _upgradeable == self) ThrowHelpers.FailFast("a lock that the thread has already");
    }

    private bool Await(Way way, int self, int millisecondsTimeout, ref int waiting)
    {
        if (IsFree(way, self)) return true;
        ulong deadline = Timeout.DeadlineIn(millisecondsTimeout);
        bool isFree = false;
        waiting++;
        while (!isFree && Timeout.MillisecondsUntil(deadline) is var left && left != 0)
        {
            _ = Monitor.Wait(_gate, left);
            isFree = IsFree(way, self);
        }
        waiting--;
        return isFree;
    }

    private bool IsFree(Way way, int self) => _writer == 0 && way switch
    {
        // Who has the right to write needs not wait for those who want it.
        Way.Reading => _waitingWriters == 0 || _upgradeable == self,
        Way.Upgradeable => _waitingWriters == 0 && _upgradeable == 0,
        _ => _readers.Count == 0 && (_upgradeable == 0 || _upgradeable == self),
    };

    public void Dispose() { }
}
