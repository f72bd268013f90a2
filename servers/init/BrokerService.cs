using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Permissions;
using Diesis.Manifests;
using Diesis.Programs;

namespace Diesis.Servers.Init;

/// <summary>
/// Init's one thread: it answers calls to the broker, and between them hears of services that ended and of time that passed. It never waits for a service, so
/// none can keep it from serving the others.
/// </summary>
internal sealed class BrokerService(SystemPlan plan, Supervisor supervisor, ServiceProcesses processes) : IBroker, ISignalled
{
    private static readonly ContractId Asking = new(PermissionsContract.ExpectedHash);

    private readonly Clients _clients = new(supervisor);
    private readonly GrantedPermissions _permissions = new(Asking);

    /// <summary>Services that hear of the ends of those who may be their clients.</summary>
    private readonly EndWatchers _servers = new();
    private Broker? _broker;

    private Broker Broker => _broker ??= new Broker(supervisor, _permissions);

    public bool IsDone => supervisor.IsDown;

    /// <summary>Starts what starts with the system.</summary>
    public void Boot()
    {
        supervisor.Boot(SystemTime.NowMs);
        processes.WakeAt(supervisor.NextDeadlineMs);
    }

    public void Signalled(ulong bits)
    {
        foreach (Service service in supervisor.Services)
        {
            if ((bits >> service.Id & 1) == 0) continue;
            TellStart(service);
            if (processes.TakeEnd(service) is not { } end) continue;
            foreach (ulong guest in _clients.RemoveAllOf(service)) processes.ForgetWatcher(guest);
            processes.InstanceOf(service).Watchers.Tell();
            _servers.RemoveAllOf(Clients.BadgeOf(service));
            _servers.Tell();
            supervisor.Ended(service, end, SystemTime.NowMs);
        }
        supervisor.Advance(SystemTime.NowMs);
        processes.WakeAt(supervisor.NextDeadlineMs);
    }

    private void TellStart(Service service)
    {
        StartOutcome? outcome = processes.TakeStart(service);
        if (outcome == StartOutcome.Runs) supervisor.Made(service, SystemTime.NowMs);
        else if (outcome == StartOutcome.Fails) supervisor.NotMade(service, SystemTime.NowMs);
    }

    public Status Connect(ulong contract, uint provider, out Handle<Endpoint> endpoint, Caller from = default)
    {
        endpoint = default;
        if (!_clients.TryFind(from.Badge, out ServiceDescription? client)) return Status.NotPermitted;
        Status status = Broker.Connect(client, new ContractId(contract), provider, SystemTime.NowMs, out Service? found);
        processes.WakeAt(supervisor.NextDeadlineMs);
        return status == Status.Ok ? processes.Connect(found!, new ContractId(contract), from.Badge, out endpoint) : status;
    }

    public Status Watch(ulong contract, uint provider, Subscriber<ProviderEvents> watcher, Caller from = default)
    {
        Service? found = null;
        Status status = _clients.TryFind(from.Badge, out ServiceDescription? client) ? Broker.FindPermitted(client, new ContractId(contract), provider, out found) : Status.NotPermitted;
        if (status == Status.Ok) processes.InstanceOf(found!).Watchers.Add(from.Badge, watcher);
        else watcher.Release();
        return status;
    }

    public Status WatchClients(Subscriber<ProviderEvents> watcher, Caller from = default)
    {
        bool isService = _clients.TryFindService(from.Badge, out _);
        if (isService) _servers.Add(from.Badge, watcher);
        else watcher.Release();
        return isService ? Status.Ok : Status.NotPermitted;
    }

    public Status Stir(ReadOnlySpan<byte> bits, Caller from = default)
    {
        if (!_clients.TryFindService(from.Badge, out _)) return Status.NotPermitted;
        processes.Stir(bits);
        return Status.Ok;
    }

    public Status Permit(ulong client, ulong contract, bool wasAsked, Caller from = default)
    {
        if (!DoesDecide(from)) return Status.NotPermitted;
        if (!_clients.TryFind(client, out ServiceDescription? description) || !description.TryFindWant(new ContractId(contract), out _)) return Status.BadArgument;
        _permissions.Add(description, new ContractId(contract), wasAsked ? DecidedBy.Question : DecidedBy.StoredAnswer);
        return Status.Ok;
    }

    public Status TellClient(ulong client, ulong contract, Span<byte> name, out uint bytes, out bool isWanted, out bool isTrusted, Caller from = default)
    {
        bytes = 0;
        isWanted = isTrusted = false;
        if (!DoesDecide(from)) return Status.NotPermitted;
        if (!_clients.TryFind(client, out ServiceDescription? description)) return Status.BadArgument;
        bytes = (uint)Write(description.Name, name);
        isWanted = description.TryFindWant(new ContractId(contract), out _);
        isTrusted = description.IsTrusted;
        return Status.Ok;
    }

    private bool DoesDecide(Caller caller) => _clients.TryFindService(caller.Badge, out Service? decider) && decider.Description.DoesOffer(Asking);

    public Status Introduce(ReadOnlySpan<byte> program, out Handle<Endpoint> broker, out ulong badge, Caller from = default)
    {
        broker = default;
        badge = 0;
        if (!TryFindPermitted(from, Permission.StartPrograms, out Service? host)) return Status.NotPermitted;
        if (!plan.TryDescribe(AsciiText.Of(program), out ServiceDescription? description)) return Status.BadArgument;
        if (!_clients.TryAdd(description, host!, out badge)) return Status.TableFull;
        Status status = processes.OfferBroker(badge, out broker);
        if (status != Status.Ok) _ = _clients.TryRemove(badge, host!);
        return status;
    }

    public Status Dismiss(ulong badge, Caller from = default)
    {
        if (!_clients.TryFindService(from.Badge, out Service? host) || !_clients.TryRemove(badge, host)) return Status.BadArgument;
        processes.ForgetWatcher(badge);
        _servers.Tell();
        return Status.Ok;
    }

    public Status ListServices(uint first, Span<ServiceInfo> services, out uint count)
    {
        count = 0;
        for (uint i = first; i < supervisor.Services.Count && count < services.Length; i++)
        {
            Service service = supervisor.Services[(int)i];
            ref ServiceInfo info = ref services[(int)count++];
            info = new()
            {
                Badge = Clients.BadgeOf(service),
                Starts = (uint)service.Starts,
                State = (Contracts.Broker.ServiceState)service.State,
                Core = (byte)processes.InstanceOf(service).Plan.Core,
                MemoryBytes = processes.MemoryOf(service),
                TimeNs = processes.TimeOf(service),
            };
            _ = Write(service.Name, info.Name);
        }
        return Status.Ok;
    }

    public Status Why(ulong client, ulong contract, Span<byte> text, out uint bytes)
    {
        bytes = 0;
        if (!_clients.TryFind(client, out ServiceDescription? description) || Broker.Why(description.Name, new ContractId(contract)) is not { } grant) return Status.NotSupported;
        bytes = (uint)Write(grant.ToString(), text);
        return Status.Ok;
    }

    public Status TellAuthority(ulong client, out ClientAuthority authority)
    {
        authority = default;
        if (!_clients.TryFind(client, out ServiceDescription? description)) return Status.BadArgument;
        Service? host = _clients.HostOf(client);
        // Permissions are handles, which init gives to services: programs that a service starts have none.
        bool hasPermissions = description.IsTrusted && host is null;
        authority.AskedPermissions = description.Permissions.Bits;
        authority.Permissions = hasPermissions ? description.Permissions.Bits : 0;
        authority.IsTrusted = description.IsTrusted;
        authority.Host = host is null ? 0 : Clients.BadgeOf(host);
        _ = Write(description.Name, authority.Name);
        return Status.Ok;
    }

    public Status ListContracts(ulong client, uint first, Span<ContractUse> uses, out uint count)
    {
        bool isThere = _clients.TryFind(client, out ServiceDescription? description);
        count = isThere ? Broker.ListContracts(description!, first, uses) : 0;
        return isThere ? Status.Ok : Status.BadArgument;
    }

    public Status ListHandles(ulong service, uint first, Span<HeldHandles> handles, out uint count)
    {
        count = 0;
        if (!_clients.TryFindService(service, out Service? found)) return Status.BadArgument;
        ServiceInstance instance = processes.InstanceOf(found);
        for (uint i = first; instance.IsRunning && i < instance.Held.Count && count < handles.Length; i++) handles[(int)count++] = instance.Held[(int)i];
        return Status.Ok;
    }

    public Status ListCores(uint first, Span<CoreInfo> cores, out uint count)
    {
        count = 0;
        for (uint core = first; core < ServiceProcesses.Cores && count < cores.Length; core++)
        {
            (ulong bytes, ulong used) = ServiceProcesses.MemoryOfCore((int)core);
            ref CoreInfo info = ref cores[(int)count++];
            info = new() { Number = core, MemoryBytes = bytes, UsedBytes = used };
            foreach (Service service in supervisor.Services)
                if (service.State == Init.ServiceState.Running && processes.InstanceOf(service).Plan.Core == core) info.Services++;
        }
        return Status.Ok;
    }

    public Status EndService(ulong badge, Caller from = default)
    {
        if (!TryFindPermitted(from, Permission.PowerOff, out _)) return Status.NotPermitted;
        if (!_clients.TryFindService(badge, out Service? service)) return Status.BadArgument;
        if (service.State != Init.ServiceState.Running) return Status.BadState;
        processes.Stop(service);
        return Status.Ok;
    }

    public Status ShutDown(uint status, Caller from = default)
        => status <= MachineEnd.MostStatus ? End(MachineEnd.Of(status), from) : Status.BadArgument;

    public Status Restart(Caller from = default) => End(MachineEnd.Restart, from);

    private Status End(MachineEnd end, Caller from)
    {
        if (!TryFindPermitted(from, Permission.PowerOff, out _)) return Status.NotPermitted;
        supervisor.ShutDown(end, SystemTime.NowMs);
        processes.WakeAt(supervisor.NextDeadlineMs);
        return Status.Ok;
    }

    /// <summary>Finds a service that the system trusts with something.</summary>
    private bool TryFindPermitted(Caller caller, Permission permission, out Service? service)
        => _clients.TryFindService(caller.Badge, out service) && service.Description.IsTrusted && service.Description.Permissions.Has(permission);

    /// <returns>How many letters there was room for.</returns>
    private static int Write(string text, Span<byte> room)
    {
        int count = Math.Min(text.Length, room.Length);
        for (int i = 0; i < count; i++) room[i] = (byte)text[i];
        return count;
    }
}
