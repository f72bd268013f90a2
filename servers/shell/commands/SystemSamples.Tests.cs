using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Log;
using Diesis.Contracts.Processes;
using Diesis.Manifests;

namespace Diesis.Servers.Shell.Commands;

/// <summary>A broker of a system of three services and two cores, who notes what it is asked to do.</summary>
internal sealed class SampleBroker : IBroker
{
    public const ulong ShellBadge = 3, ProgramBadge = 70;

    public List<string> Done { get; } = [];

    /// <summary>Answers to that take so long.</summary>
    public ManualResetEventSlim MayAnswer { get; } = new(true);

    private static readonly (string Name, ServiceState State, byte Core)[] Services = [("log", ServiceState.Running, 0), ("idler", ServiceState.Idle, 1), ("shell", ServiceState.Running, 1)];

    public Status Connect(ulong contract, uint provider, out Handle<Endpoint> endpoint, Caller from = default)
    {
        endpoint = default;
        return Status.NotSupported;
    }

    public Status Watch(ulong contract, uint provider, Subscriber<ProviderEvents> watcher, Caller from = default) => Status.NotSupported;
    public Status WatchClients(Subscriber<ProviderEvents> watcher, Caller from = default) => Status.NotSupported;
    public Status Stir(ReadOnlySpan<byte> bits, Caller from = default) => Status.NotPermitted;
    public Status Permit(ulong client, ulong contract, bool wasAsked, Caller from = default) => Status.NotPermitted;

    public Status TellClient(ulong client, ulong contract, Span<byte> name, out uint bytes, out bool isWanted, out bool isTrusted, Caller from = default)
    {
        bytes = 0;
        isWanted = isTrusted = false;
        return Status.NotPermitted;
    }

    public Status Introduce(ReadOnlySpan<byte> program, out Handle<Endpoint> broker, out ulong badge, Caller from = default)
    {
        broker = default;
        badge = 0;
        return Status.NotPermitted;
    }

    public Status Dismiss(ulong badge, Caller from = default) => Status.BadArgument;

    public Status ListServices(uint first, Span<ServiceInfo> services, out uint count)
    {
        MayAnswer.Wait();
        count = 0;
        for (uint i = first; i < Services.Length && count < services.Length; i++)
        {
            bool runs = Services[i].State == ServiceState.Running;
            ref ServiceInfo info = ref services[(int)count++];
            info = new() { Badge = i + 1, State = Services[i].State, Core = Services[i].Core, Starts = runs ? 2u : 0, MemoryBytes = runs ? (i + 1) << 20 : 0, TimeNs = runs ? 5_000_000u : 0 };
            Put(Services[i].Name, info.Name);
        }
        return Status.Ok;
    }

    public Status Why(ulong client, ulong contract, Span<byte> text, out uint bytes)
    {
        bytes = 0;
        if (client != ShellBadge || contract != LogContract.ExpectedHash) return Status.NotSupported;
        bytes = (uint)Put("granted by init, manifest of shell, line 18, permitted by the system's manifest; log offers it", text);
        return Status.Ok;
    }

    public Status TellAuthority(ulong client, out ClientAuthority authority)
    {
        authority = new()
        {
            IsTrusted = true, AskedPermissions = new PermissionSet(0).With(Permission.PowerOff).With(Permission.AllCores).Bits, Permissions = client == ShellBadge ? new PermissionSet(0).With(Permission.PowerOff).Bits : 0,
        };
        return client is ShellBadge or ProgramBadge ? Status.Ok : Status.BadArgument;
    }

    public Status ListContracts(ulong client, uint first, Span<ContractUse> uses, out uint count)
    {
        count = 0;
        if (client is not (ShellBadge or ProgramBadge)) return Status.BadArgument;
        ContractUse[] all =
        [
            new() { Contract = BrokerContract.ExpectedHash, Kind = ContractUseKind.Offered, IsPermitted = true },
            new() { Contract = LogContract.ExpectedHash, Line = 18, IsPermitted = true, IsConnected = client == ShellBadge },
            new() { Contract = ProcessesContract.ExpectedHash, Line = 19, IsOptional = true },
            new() { Contract = 0x1234, Line = 20, IsPermitted = true },
            new() { Contract = BrokerContract.ExpectedHash, Line = 21, IsPermitted = true },
        ];
        Put("log", all[1].Provider);
        for (uint i = first; i < all.Length && count < uses.Length; i++) uses[(int)count++] = all[i];
        return Status.Ok;
    }

    public Status ListHandles(ulong service, uint first, Span<HeldHandles> handles, out uint count)
    {
        count = first == 0 ? 2u : 0;
        handles[0] = new() { Type = ObjectType.Endpoint, Count = 1, RightBits = (uint)Rights.Call };
        handles[1] = new() { Type = ObjectType.MemoryObject, Count = 3, RightBits = (uint)(Rights.Read | Rights.Execute) };
        return service == ShellBadge ? Status.Ok : Status.BadArgument;
    }

    public Status ListCores(uint first, Span<CoreInfo> cores, out uint count)
    {
        count = 0;
        for (uint core = first; core < 2; core++) cores[(int)count++] = new() { Number = core, MemoryBytes = 64 << 20, UsedBytes = (core + 1) << 20, Services = 1 };
        return Status.Ok;
    }

    public Status EndService(ulong badge, Caller from = default)
    {
        Done.Add($"end {badge}");
        return badge == 2 ? Status.BadState : Status.Ok;
    }

    public Status ShutDown(uint status, Caller from = default)
    {
        Done.Add($"shut down {status}");
        return Status.Ok;
    }

    public Status Restart(Caller from = default)
    {
        Done.Add("restart");
        return Status.Ok;
    }

    internal static int Put(string text, Span<byte> room)
    {
        for (int i = 0; i < text.Length; i++) room[i] = (byte)text[i];
        return text.Length;
    }
}

/// <summary>A process server that keeps two programs, of which one has ended.</summary>
internal sealed class SampleProcesses : IProcesses
{
    public Status Start(ReadOnlySpan<byte> program, ulong argumentType, ReadOnlySpan<byte> arguments, out uint process, Caller from = default)
    {
        process = 9;
        return program.SequenceEqual("game"u8) ? Status.Ok : Status.BadArgument;
    }

    public Status Prepare(ReadOnlySpan<byte> program, ulong argumentType, ReadOnlySpan<byte> arguments, out uint process, Caller from = default) => Start(program, argumentType, arguments, out process);
    public Status GiveEndpoint(uint process, ulong role, Handle<Endpoint> gift, Caller from = default) => Status.NotSupported;
    public Status GiveMemory(uint process, ulong role, Handle<MemoryObject> gift, Caller from = default) => Status.NotSupported;
    public Status GiveNotification(uint process, ulong role, Handle<Notification> gift, Caller from = default) => Status.NotSupported;
    public Status Run(uint process, Caller from = default) => Status.NotSupported;
    public Status Watch(uint process, Handle<Notification> ended, Caller from = default) => Status.NotSupported;

    public Status List(uint first, Span<ProcessInfo> processes, out uint count)
    {
        count = 0;
        for (uint number = Math.Max(first, 4); number <= 5; number++)
        {
            ref ProcessInfo info = ref processes[(int)count++];
            info = new() { Number = number, Badge = SampleBroker.ProgramBadge + number - 4, HasEnded = number == 5, MemoryBytes = number == 5 ? 0u : 3 << 20, TimeNs = 1_000_000 };
            _ = SampleBroker.Put("game", info.Name);
        }
        return Status.Ok;
    }

    public Status Collect(uint process, out ExitKind kind, out ulong status, Caller from = default)
    {
        kind = default;
        status = 0;
        return Status.NotSupported;
    }

    public Status KillTree(uint process, Caller from = default) => process switch { 4 => Status.Ok, 5 => Status.BadState, 6 => Status.NotPermitted, _ => Status.BadArgument };
}
