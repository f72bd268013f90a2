using Diesis.Programs;

namespace Diesis.Servers.Init;

public sealed partial class Supervisor
{
    public bool IsShuttingDown { get; private set; }

    /// <summary>How the machine is to end.</summary>
    public MachineEnd End { get; private set; }

    /// <summary>Nothing runs any more.</summary>
    public bool IsDown
    {
        get
        {
            if (!IsShuttingDown) return false;
            foreach (Service service in _services)
                if (service.State is ServiceState.Running or ServiceState.Stopping or ServiceState.Starting) return false;
            return true;
        }
    }

    /// <summary>Stops all services, those first that nobody depends on.</summary>
    /// <param name="end">How the machine is to end.</param>
    public void ShutDown(MachineEnd end, ulong nowMs)
    {
        if (IsShuttingDown) return;
        End = end;
        IsShuttingDown = true;
        StartNoMore();
        foreach (Service service in _services)
        {
            if (service.State != ServiceState.Waiting) continue;
            service.State = ServiceState.Ended;
            service.DeadlineMs = ulong.MaxValue;
        }
        StopNext(nowMs);
    }

    /// <summary>Stops all that run and that nobody uses who still runs.</summary>
    private void StopNext(ulong nowMs)
    {
        foreach (Service service in _services)
        {
            if (service.State != ServiceState.Running || IsUsed(service)) continue;
            service.State = ServiceState.Stopping;
            service.DeadlineMs = ulong.MaxValue;
            if (service.Description.StopMs == 0)
            {
                _world.Stop(service);
                continue;
            }
            service.DeadlineMs = nowMs + service.Description.StopMs;
            _world.AskToStop(service);
        }
    }

    /// <summary>Does one that runs want what this offers? In a circle nobody is used: all of it stops at once.</summary>
    private bool IsUsed(Service service)
    {
        foreach (Service user in _services)
        {
            if (user == service || user.State is not (ServiceState.Running or ServiceState.Stopping or ServiceState.Starting)) continue;
            if (StartOrder.Wants(user, service) && !StartOrder.Needs(service, user, _services)) return true;
        }
        return false;
    }

    private void Force(Service service)
    {
        service.DeadlineMs = ulong.MaxValue;
        _world.Report(ReportLevel.Warning, $"{service.Name} did not end in time");
        _world.Stop(service);
    }

    private void Stopped(Service service, ulong nowMs)
    {
        service.State = ServiceState.Ended;
        service.DeadlineMs = ulong.MaxValue;
        StopNext(nowMs);
    }
}
