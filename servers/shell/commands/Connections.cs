using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Broker;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>How commands come to services: in a process by what it was given, in a test by what that brings along.</summary>
public interface IConnections
{
    /// <summary>As <see cref="IBroker.Connect"/>.</summary>
    Status Find(ulong contract, out Handle<Endpoint> endpoint);

    /// <summary>Begins a conversation with the broker.</summary>
    Status OpenBroker(out BrokerClient broker);
}

/// <summary>The services that commands use. Each command has a conversation of its own: lines and jobs run at the same time.</summary>
public static class Connections
{
    public static IConnections? Source { get; set; }

    /// <summary>Finds who offers a contract; if nobody does, the line fails.</summary>
    public static bool TryFind(CommandContext context, ulong contract, out Handle<Endpoint> endpoint)
    {
        endpoint = default;
        Status status = Source?.Find(contract, out endpoint) ?? Status.NotSupported;
        return Succeeds(context, status, contract);
    }

    public static bool TryOpenBroker(CommandContext context, out BrokerClient broker)
    {
        broker = default;
        Status status = Source?.OpenBroker(out broker) ?? Status.NotSupported;
        return Succeeds(context, status, BrokerContract.ExpectedHash);
    }

    public static bool Succeeds(CommandContext context, Status status, ulong contract)
    {
        if (status != Status.Ok) context.Fail($"there is nobody to ask: {ContractNames.Of(contract)} says {status}");
        return status == Status.Ok;
    }
}
