using Internal.Runtime.CompilerHelpers;

namespace System.Threading;

/// <summary>Has threads go from phase to phase together: nobody begins the next before all are done with the last.</summary>
public class Barrier : IDisposable
{
    private readonly object _lock = new();
    private readonly Action<Barrier>? _afterPhase;
    private int _count;
    private int _arrived;

    public Barrier(int participantCount) : this(participantCount, null) { }

    /// <param name="postPhaseAction">Run by the last to arrive, before anybody goes on.</param>
    public Barrier(int participantCount, Action<Barrier>? postPhaseAction)
    {
        if (participantCount is < 0 or > short.MaxValue) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _count = participantCount;
        _afterPhase = postPhaseAction;
    }

    public int ParticipantCount => Volatile.Read(ref _count);

    public int ParticipantsRemaining
    {
        get
        {
            lock (_lock) return _count - _arrived;
        }
    }

    public long CurrentPhaseNumber { get; private set; }

    public long AddParticipant() => AddParticipants(1);

    public long AddParticipants(int participantCount)
    {
        if (participantCount < 1) ThrowHelpers.ThrowArgumentOutOfRangeException();
        lock (_lock)
        {
            if (_count + participantCount > short.MaxValue) ThrowHelpers.ThrowInvalidOperationException();
            _count += participantCount;
            return CurrentPhaseNumber;
        }
    }

    public void RemoveParticipant() => RemoveParticipants(1);

    public void RemoveParticipants(int participantCount)
    {
        if (participantCount < 1) ThrowHelpers.ThrowArgumentOutOfRangeException();
        lock (_lock)
        {
            if (participantCount > _count - _arrived) ThrowHelpers.ThrowInvalidOperationException();
            _count -= participantCount;
            if (_arrived == _count && _count != 0) EndPhase();
        }
    }

    public void SignalAndWait() => _ = SignalAndWait(Timeout.Infinite);

    public bool SignalAndWait(TimeSpan timeout) => SignalAndWait(Timeout.MillisecondsOf(timeout));

    /// <returns>False when the time came first; the thread has not arrived then.</returns>
    public bool SignalAndWait(int millisecondsTimeout)
    {
        ulong deadline = Timeout.DeadlineIn(millisecondsTimeout);
        lock (_lock)
        {
            if (_arrived == _count) ThrowHelpers.ThrowInvalidOperationException();
            long phase = CurrentPhaseNumber;
            if (++_arrived == _count)
            {
                EndPhase();
                return true;
            }
            while (phase == CurrentPhaseNumber)
            {
                if (Monitor.Wait(_lock, Timeout.MillisecondsUntil(deadline)) || phase != CurrentPhaseNumber) continue;
                _arrived--;
                return false;
            }
            return true;
        }
    }

    private void EndPhase()
    {
        _afterPhase?.Invoke(this);
        _arrived = 0;
        CurrentPhaseNumber++;
        Monitor.PulseAll(_lock);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
