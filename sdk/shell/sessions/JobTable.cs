using System.Collections.Generic;
using System.Threading;
using Diesis.Shell.Checking;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Sessions;

/// <summary>The jobs of a session, and of the scripts and jobs that it has run. For any thread.</summary>
/// <param name="waits">How commands are woken that wait for somebody.</param>
public sealed class JobTable(IThreadWaits? waits)
{
    public const int MostRunning = 16;

    /// <summary>Of those that have ended, nobody having waited for them.</summary>
    private const int MostEnded = 64;

    private readonly Lock _gate = new();
    private readonly List<ShellJob> _jobs = [];
    private int _last;

    /// <summary>How commands are woken that wait for somebody.</summary>
    public IThreadWaits? Waits => waits;

    /// <returns>False when too many run already.</returns>
    internal bool TryStart(Closure function, string text, ShellNames names, Value[] globals, out int number)
    {
        ShellJob job;
        lock (_gate)
        {
            number = 0;
            int running = 0;
            foreach (ShellJob one in _jobs) if (!one.HasEnded) running++;
            if (running >= MostRunning) return false;
            if (_jobs.Count - running >= MostEnded) _jobs.RemoveAt(_jobs.FindIndex(static one => one.HasEnded));
            number = ++_last;
            job = new ShellJob(number, text, names.Copy(), this, waits);
            _jobs.Add(job);
        }
        job.Start(function, globals);
        return true;
    }

    /// <summary>In the order in which they began.</summary>
    public ShellJob[] All()
    {
        lock (_gate) return _jobs.ToArray();
    }

    public ShellJob? Find(long number)
    {
        lock (_gate)
        {
            foreach (ShellJob job in _jobs) if (job.Number == number) return job;
            return null;
        }
    }

    /// <summary>Somebody knows how it ended.</summary>
    public void Forget(ShellJob job)
    {
        lock (_gate) _ = _jobs.Remove(job);
    }

    /// <summary>Those that have ended since the last time.</summary>
    public List<ShellJob> TakeEnded()
    {
        List<ShellJob> ended = [];
        lock (_gate)
        {
            foreach (ShellJob job in _jobs)
            {
                if (!job.HasEnded || job.IsTold) continue;
                job.IsTold = true;
                ended.Add(job);
            }
        }
        return ended;
    }

    public void CancelAll()
    {
        foreach (ShellJob job in All()) job.Cancel();
    }
}
