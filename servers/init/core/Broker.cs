using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Manifests;

namespace Diesis.Servers.Init;

/// <summary>Decides what programs may have.</summary>
public interface IPermissionSource
{
    Verdict MayUse(ServiceDescription client, ContractId contract);

    /// <summary>May everybody use it, whether a manifest names it or not?</summary>
    bool IsForAll(ContractId contract);
}

/// <summary>
/// Brings clients together with servers: a client gets what its manifest names, what it is permitted, and what somebody offers; nothing else, and
/// it does not learn which of the three it lacks until it has the first.
/// </summary>
public sealed class Broker(Supervisor supervisor, IPermissionSource permissions)
{
    private readonly Dictionary<(string, ContractId), Grant> _grants = [];

    /// <summary>Looks whether a client may be connected, and starts the server if need be.</summary>
    /// <param name="number">Which of those who offer the contract.</param>
    /// <returns>
    /// <see cref="Status.NotPermitted"/>: its manifest does not name the contract, or it is not allowed. <see cref="Status.NotSupported"/>: nobody offers it, or not so many do.
    /// <see cref="Status.PeerClosed"/>: who does is given up, or the system shuts down.
    /// </returns>
    public Status Connect(ServiceDescription client, ContractId contract, uint number, ulong nowMs, out Service? provider)
    {
        Status status = FindPermitted(client, contract, number, out provider, out uint line, out Verdict verdict);
        if (status != Status.Ok) return status;
        if (!supervisor.Need(provider!, nowMs))
        {
            provider = null;
            return Status.PeerClosed;
        }
        _grants[(client.Name, contract)] = new Grant { Client = client.Name, Provider = provider!.Name, Contract = contract, Line = line, By = verdict.By };
        return Status.Ok;
    }

    /// <summary>Looks whether a client may know how who offers a contract stands: if it may use that.</summary>
    /// <returns>As <see cref="Connect"/>; whether it runs does not matter.</returns>
    public Status FindPermitted(ServiceDescription client, ContractId contract, uint number, out Service? provider)
        => FindPermitted(client, contract, number, out provider, out _, out _);

    private Status FindPermitted(ServiceDescription client, ContractId contract, uint number, out Service? provider, out uint line, out Verdict verdict)
    {
        provider = null;
        verdict = default;
        bool isNamed = client.TryFindWant(contract, out WantedContract want);
        line = want.Line;
        if (!isNamed && !permissions.IsForAll(contract)) return Status.NotPermitted;
        verdict = permissions.MayUse(client, contract);
        if (!verdict.IsAllowed) return Status.NotPermitted;
        provider = supervisor.FindProvider(contract, number);
        return provider == null ? Status.NotSupported : Status.Ok;
    }

    /// <summary>The contracts in a client's manifest, those first that it offers, and what became of each.</summary>
    public uint ListContracts(ServiceDescription client, uint first, Span<ContractUse> uses)
    {
        uint count = 0;
        for (uint i = first; i < client.Offers.Count + client.Wants.Count && count < uses.Length; i++)
            uses[(int)count++] = i < client.Offers.Count ? UseOf(client, client.Offers[(int)i]) : UseOf(client, client.Wants[(int)i - client.Offers.Count]);
        return count;
    }

    private static ContractUse UseOf(ServiceDescription client, ContractId offered)
    {
        ContractUse use = new() { Contract = offered.Value, Kind = ContractUseKind.Offered, IsPermitted = true };
        SetProvider(ref use, client.Name);
        return use;
    }

    private ContractUse UseOf(ServiceDescription client, WantedContract want)
    {
        ContractUse use = new()
        {
            Contract = want.Contract.Value, Kind = ContractUseKind.Wanted, Line = want.Line, IsOptional = (want.Options & WantOptions.Optional) != 0,
            IsPermitted = permissions.MayUse(client, want.Contract).IsAllowed, IsConnected = Why(client.Name, want.Contract) != null,
        };
        SetProvider(ref use, supervisor.FindProvider(want.Contract)?.Name ?? "");
        return use;
    }

    private static void SetProvider(ref ContractUse use, string name)
    {
        Span<byte> room = use.Provider;
        for (int i = 0; i < name.Length && i < room.Length; i++) room[i] = (byte)name[i];
    }

    /// <summary>Why a client has what it has of a contract; null if it was never given that.</summary>
    public Grant? Why(string client, ContractId contract) => _grants.TryGetValue((client, contract), out Grant? grant) ? grant : null;
}
