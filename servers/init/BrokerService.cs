using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Permissions;
using Diesis.Manifests;

namespace Diesis.Servers.Init;

/// <summary>
/// Init's one thread: it answers calls to the broker, and between them hears of services that ended and of time that passed. It never waits for a service, so
/// none can keep it from serving the others.
/// </summary>
internal sealed class BrokerService(Supervisor supervisor, ServiceProcesses processes) : IBroker, ISignalled
{
    private readonly GrantedPermissions _permissions = new(new ContractId(PermissionsContract.ExpectedHash));
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
            if ((bits >> service.Id & 1) != 0 && processes.TakeEnd(service) is { } end) supervisor.Ended(service, end, SystemTime.NowMs);
        }
        supervisor.Advance(SystemTime.NowMs);
        processes.WakeAt(supervisor.NextDeadlineMs);
    }

    public Status Connect(ulong contract, out Handle<Endpoint> endpoint, Caller from = default)
    {
        endpoint = default;
        if (!TryFind(from.Badge, out Service? client)) return Status.NotPermitted;
        Status status = Broker.Connect(client!.Description, new ContractId(contract), SystemTime.NowMs, out Service? provider);
        processes.WakeAt(supervisor.NextDeadlineMs);
        return status == Status.Ok ? processes.Connect(provider!, new ContractId(contract), from.Badge, out endpoint) : status;
    }

    public Status Permit(ulong client, ulong contract, bool wasAsked, Caller from = default)
    {
        if (!TryFind(from.Badge, out Service? decider) || !decider!.Description.DoesOffer(new ContractId(PermissionsContract.ExpectedHash))) return Status.NotPermitted;
        if (!TryFind(client, out Service? service) || !service!.Description.TryFindWant(new ContractId(contract), out _)) return Status.BadArgument;
        _permissions.Add(service.Description, new ContractId(contract), wasAsked ? DecidedBy.Question : DecidedBy.StoredAnswer);
        return Status.Ok;
    }

    private bool TryFind(ulong badge, out Service? service)
    {
        bool isThere = ServiceProcesses.IsBadge(badge, supervisor.Services.Count);
        service = isThere ? supervisor.Services[ServiceProcesses.IdOf(badge)] : null;
        return isThere;
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
                Badge = ServiceProcesses.BadgeOf(service),
                Starts = (uint)service.Starts,
                State = (Contracts.Broker.ServiceState)service.State,
                Core = (byte)processes.InstanceOf(service).Plan.Core,
            };
            for (int letter = 0; letter < service.Name.Length; letter++) info.Name[letter] = (byte)service.Name[letter];
        }
        return Status.Ok;
    }

    public Status Why(ulong client, ulong contract, Span<byte> text, out uint bytes)
    {
        bytes = 0;
        if (!TryFind(client, out Service? service) || Broker.Why(service!.Name, new ContractId(contract)) is not { } grant) return Status.NotSupported;
        string words = grant.ToString();
        bytes = (uint)Math.Min(words.Length, text.Length);
        for (int i = 0; i < bytes; i++) text[i] = (byte)words[i];
        return Status.Ok;
    }

    public Status ShutDown(uint status, Caller from = default)
    {
        if (!TryFind(from.Badge, out Service? client) || !client!.Description.IsTrusted || !client.Description.Permissions.Has(Permission.PowerOff)) return Status.NotPermitted;
        supervisor.ShutDown(status, SystemTime.NowMs);
        processes.WakeAt(supervisor.NextDeadlineMs);
        return Status.Ok;
    }
}
