using System;
using System.Collections.Concurrent;
using System.Threading;

namespace Diesis.Machines.Simulated;

/// <summary>A host's thread that runs simulated cores, one history after the other: to make one for each would cost more than most histories.</summary>
internal sealed class CoreThread
{
    private const int StackBytes = 1 << 20;

    private static readonly ConcurrentBag<CoreThread> Idle = [];

    private readonly SemaphoreSlim _begin = new(0);
    private Action _work = () => { };

    private CoreThread() => new Thread(Work, StackBytes) { IsBackground = true, Name = "simulated core" }.Start();

    /// <summary>Runs this on a thread of its own.</summary>
    public static void Run(Action work)
    {
        if (!Idle.TryTake(out CoreThread? thread)) thread = new CoreThread();
        thread._work = work;
        thread._begin.Release();
    }

    private void Work()
    {
        while (true)
        {
            _begin.Wait();
            _work();
            Idle.Add(this);
        }
    }
}
