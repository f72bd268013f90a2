using System.Collections.Generic;

namespace Diesis.Servers.Init;

public sealed partial class Supervisor
{
    /// <summary>Those in the state <see cref="ServiceState.Starting"/>, each behind those whose contracts it wants.</summary>
    private readonly List<Service> _starting = [];

    /// <summary>Has a service started by the next <see cref="StartReady"/> that finds its turn has come.</summary>
    private void Start(Service service)
    {
        service.DeadlineMs = ulong.MaxValue;
        service.State = ServiceState.Starting;
        service.IsBeingMade = false;
        service.Starts++;
        _starting.Add(service);
    }

    /// <summary>Begins with all that wait for no other to be made: so many processes are made at a time.</summary>
    private void StartReady(ulong nowMs)
    {
        for (int i = 0; i < _starting.Count;)
        {
            Service service = _starting[i];
            if (service.IsBeingMade || WaitsForAnother(i))
            {
                i++;
                continue;
            }
            service.IsBeingMade = true;
            StartOutcome outcome = _world.Start(service);
            if (outcome == StartOutcome.Begun) continue;
            Leave(service, outcome, nowMs);
            // The turn of one before may have come: of a circle each part waits for what stands before it only.
            i = 0;
        }
    }

    private bool WaitsForAnother(int index)
    {
        for (int before = 0; before < index; before++)
            if (StartOrder.Wants(_starting[index], _starting[before])) return true;
        return false;
    }

    /// <summary>A service that was begun with is made, and runs.</summary>
    public void Made(Service service, ulong nowMs) => Finish(service, StartOutcome.Runs, nowMs);

    /// <summary>A service that was begun with cannot be made.</summary>
    public void NotMade(Service service, ulong nowMs) => Finish(service, StartOutcome.Fails, nowMs);

    private void Finish(Service service, StartOutcome outcome, ulong nowMs)
    {
        if (service.State != ServiceState.Starting || !service.IsBeingMade) return;
        Leave(service, outcome, nowMs);
        if (IsShuttingDown) StopNext(nowMs);
        else StartReady(nowMs);
    }

    private void Leave(Service service, StartOutcome outcome, ulong nowMs)
    {
        _ = _starting.Remove(service);
        service.IsBeingMade = false;
        if (outcome == StartOutcome.Runs)
        {
            service.State = ServiceState.Running;
            return;
        }
        _world.Report(ReportLevel.Error, $"{service.Name} cannot be started");
        if (IsShuttingDown) service.State = ServiceState.Ended;
        else StartAgainLater(service, nowMs);
    }

    /// <summary>The system ends: what nobody is at work on is not made any more.</summary>
    private void StartNoMore()
    {
        for (int i = _starting.Count - 1; i >= 0; i--)
        {
            if (_starting[i].IsBeingMade) continue;
            _starting[i].State = ServiceState.Ended;
            _starting.RemoveAt(i);
        }
    }
}
