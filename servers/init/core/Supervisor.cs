using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Manifests;
using Diesis.Programs;

namespace Diesis.Servers.Init;

/// <summary>
/// Starts services when they are needed, in the order of their dependencies but those at once that do not depend on each other, and starts those again that end, later and later, until it gives one up.
/// It knows no processes and no clock: it is told what happened and what time it is.
/// </summary>
public sealed partial class Supervisor
{
    private readonly List<Service> _services = [];
    private readonly IServiceWorld _world;

    public Supervisor(IReadOnlyList<ServiceDescription> descriptions, IServiceWorld world)
    {
        _world = world;
        foreach (ServiceDescription description in descriptions) _services.Add(new Service(_services.Count, description));
    }

    public IReadOnlyList<Service> Services => _services;

    /// <summary>When <see cref="Advance"/> is to be called at the latest; <see cref="ulong.MaxValue"/>: not at all.</summary>
    public ulong NextDeadlineMs
    {
        get
        {
            ulong next = ulong.MaxValue;
            foreach (Service service in _services)
                if (service.DeadlineMs < next) next = service.DeadlineMs;
            return next;
        }
    }

    /// <summary>Who offers a contract.</summary>
    /// <param name="number">Which of those who do, as the system's manifest names them.</param>
    public Service? FindProvider(ContractId contract, uint number = 0)
    {
        foreach (Service service in _services)
            if (service.Description.DoesOffer(contract) && number-- == 0) return service;
        return null;
    }

    /// <summary>Starts all services that start with the system.</summary>
    public void Boot(ulong nowMs)
    {
        var order = new List<Service>();
        foreach (Service service in _services)
            if (service.Description.StartsAtBoot) StartOrder.Add(service, _services, order);
        foreach (Service service in order) StartIdle(service);
        StartReady(nowMs);
    }

    /// <summary>Somebody is going to use what a service offers.</summary>
    /// <returns>False when it does not run, and will not by itself.</returns>
    public bool Need(Service service, ulong nowMs)
    {
        if (service.State == ServiceState.Idle && !IsShuttingDown)
        {
            var order = new List<Service>();
            StartOrder.Add(service, _services, order);
            foreach (Service next in order) StartIdle(next);
            StartReady(nowMs);
        }
        return service.IsUsable;
    }

    private void StartIdle(Service service)
    {
        if (service.State == ServiceState.Idle) Start(service);
    }

    /// <summary>A service has ended, and all that it held is given back.</summary>
    public void Ended(Service service, ServiceEnd end, ulong nowMs)
    {
        if (service.State == ServiceState.Stopping)
        {
            Stopped(service, nowMs);
            return;
        }
        if (service.State != ServiceState.Running) return;
        if (IsShuttingDown || !service.Restarts.Applies(end))
        {
            service.State = ServiceState.Ended;
            if (!end.IsClean) _world.Report(ReportLevel.Warning, $"{service.Name} ended {Words(end)}");
            if (IsShuttingDown) StopNext(nowMs);
            else if (service.Description.IsEssential) ShutDown(MachineEnd.Of(end.Kind == ExitKind.Returned ? (uint)end.Status : 1), nowMs);
            return;
        }
        _world.Report(ReportLevel.Warning, $"{service.Name} ended {Words(end)}");
        StartAgainLater(service, nowMs);
    }

    private void StartAgainLater(Service service, ulong nowMs)
    {
        if (service.Restarts.TryCount(nowMs, out uint waitMs))
        {
            service.State = ServiceState.Waiting;
            service.DeadlineMs = nowMs + waitMs;
            return;
        }
        service.State = ServiceState.GivenUp;
        _world.Report(ReportLevel.Error, $"{service.Name} is given up: it ended more than {service.Description.Restart.Most} times within {service.Description.Restart.WindowMs} ms");
        if (service.Description.IsEssential) ShutDown(MachineEnd.Of(1), nowMs);
    }

    private static string Words(ServiceEnd end) => end.Kind switch
    {
        ExitKind.Returned => $"with status {end.Status}",
        ExitKind.Faulted => "by a fault",
        _ => "because somebody ended it",
    };

    /// <summary>Does what is due.</summary>
    public void Advance(ulong nowMs)
    {
        foreach (Service service in _services)
        {
            if (service.DeadlineMs > nowMs) continue;
            if (service.State == ServiceState.Waiting) Start(service);
            else if (service.State == ServiceState.Stopping) Force(service);
        }
        StartReady(nowMs);
    }
}
