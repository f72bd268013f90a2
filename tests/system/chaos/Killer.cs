using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Broker;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>Ends services at random moments.</summary>
internal sealed class Killer
{
    /// <summary>The longest pause between two ends.</summary>
    private const uint MostPauseNs = 2_000_000;

    private readonly Random _random = new();
    private readonly ulong[] _targets;
    private readonly Handle<Notification> _never;
    private BrokerClient _broker;

    public Killer(params string[] targets)
    {
        _ = Service.OpenBroker(out _broker);
        _ = Kernel.CreateNotification(Startup.Block.Budget, out _never);
        _targets = Array.ConvertAll(targets, name => Array.Find(All(), service => IsNamed(service, name)).Badge);
    }

    /// <summary>Ends so many, one after the other.</summary>
    /// <param name="progress">Is told now and then how many it were.</param>
    public void Kill(int count, Action<int> progress)
    {
        for (int killed = 0; killed < count;)
        {
            Pause();
            if (TryKill(_targets[_random.Next(_targets.Length)]) && ++killed % 100 == 0) progress(killed);
        }
    }

    /// <summary>Ends each of them once.</summary>
    public void KillEach()
    {
        foreach (ulong target in _targets)
            while (!TryKill(target)) Pause();
    }

    private bool TryKill(ulong target) => _broker.EndService(target) == Status.Ok;

    private void Pause()
    {
        _ = Kernel.GetTime(out ulong now);
        _ = Kernel.Wait(_never, now + (ulong)_random.Next((int)MostPauseNs), out _);
    }

    /// <summary>Do all of them run?</summary>
    public bool AreAllBack => Array.TrueForAll(All(), service => Array.IndexOf(_targets, service.Badge) < 0 || service.State == ServiceState.Running);

    private ServiceInfo[] All()
    {
        var services = new ServiceInfo[16];
        _ = _broker.ListServices(0, services, out uint count);
        return services.AsSpan(0, (int)count).ToArray();
    }

    private static bool IsNamed(ServiceInfo service, string name)
    {
        for (int i = 0; i < name.Length; i++)
            if (service.Name[i] != (byte)name[i]) return false;
        return service.Name[name.Length] == 0;
    }
}
