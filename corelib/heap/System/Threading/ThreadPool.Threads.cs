using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;

namespace System.Threading;

/// <remarks>
/// One queue, and as many threads as there are cores, which are started when there is work and end when there has been none
/// for a while. A thread that waits for a task inside its work does not count meanwhile: another one may run in its place.
/// </remarks>
public static partial class ThreadPool
{
    private const int IdleMilliseconds = 10_000;

    private static readonly object Gate = new();

    // Under the lock.
    private static readonly Queue<IThreadPoolWorkItem> Waiting = new();
    private static int _threads;
    private static int _idle;
    private static int _blocked;
    private static long _completed;

    public static int ThreadCount => Volatile.Read(ref _threads);
    public static long CompletedWorkItemCount => Volatile.Read(ref _completed);

    public static long PendingWorkItemCount
    {
        get
        {
            lock (Gate) return Waiting.Count;
        }
    }

    internal static void Queue(IThreadPoolWorkItem item, TaskCreationOptions options = TaskCreationOptions.None)
    {
        if ((options & TaskCreationOptions.LongRunning) != 0)
        {
            new Thread(item.Execute) { IsBackground = true }.Start();
            return;
        }
        bool isToStart;
        lock (Gate)
        {
            Waiting.Enqueue(item);
            isToStart = NeedsAnother();
        }
        if (isToStart) StartThread();
    }

    /// <summary>The calling thread is about to wait for others.</summary>
    internal static void BeginBlocking()
    {
        if (!ThreadState.IsOfPool) return;
        bool isToStart;
        lock (Gate)
        {
            _blocked++;
            isToStart = Waiting.Count != 0 && NeedsAnother();
        }
        if (isToStart) StartThread();
    }

    internal static void EndBlocking()
    {
        if (!ThreadState.IsOfPool) return;
        lock (Gate) _blocked--;
    }

    /// <returns>Whether a thread is to be started; one that is idle is woken instead.</returns>
    private static bool NeedsAnother()
    {
        if (_idle != 0)
        {
            // Whoever wakes it says so, that the next one does not count on it.
            _idle--;
            Monitor.Pulse(Gate);
            return false;
        }
        if (_threads - _blocked >= Environment.ProcessorCount) return false;
        _threads++;
        return true;
    }

    private static void StartThread() => new Thread(Work) { IsBackground = true, Name = "pool" }.Start();

    private static void Work()
    {
        ThreadState.IsOfPool = true;
        while (TryTake(out var item))
        {
            item.Execute();
            ThreadState.ExecutionContext = null;
            ThreadState.SynchronizationContext = null;
        }
    }

    private static bool TryTake([NotNullWhen(true)] out IThreadPoolWorkItem? item)
    {
        lock (Gate)
        {
            while (!Waiting.TryDequeue(out item))
            {
                _idle++;
                if (Monitor.Wait(Gate, IdleMilliseconds)) continue;
                _idle--;
                if (Waiting.Count != 0) continue;
                _threads--;
                return false;
            }
            _completed++;
            return true;
        }
    }
}
