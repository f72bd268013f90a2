using System.Collections.Generic;
using Diesis.Manifests;

namespace Diesis.Servers.Init;

/// <summary>What init knows of a program before it starts it: its manifest, and what the system's says of it.</summary>
public sealed record ServiceDescription
{
    public required string Name { get; init; }
    public IReadOnlyList<ContractId> Offers { get; init; } = [];
    public IReadOnlyList<WantedContract> Wants { get; init; } = [];
    public PermissionSet Permissions { get; init; }
    public RestartPolicy Restart { get; init; }

    /// <summary>Started with the system; else when somebody first needs what it offers.</summary>
    public bool StartsAtBoot { get; init; }

    /// <summary>Allowed everything that its manifest asks for, by the system's own.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>The system is there for its sake: when it ends and is not started again, the system shuts down.</summary>
    public bool IsEssential { get; init; }

    /// <summary>How long it may take to end by itself at a shutdown, before it is ended; 0: no time.</summary>
    public uint StopMs { get; init; }

    public bool DoesOffer(ContractId contract)
    {
        foreach (ContractId offer in Offers)
            if (offer == contract) return true;
        return false;
    }

    /// <summary>What its manifest says of a contract that it wants.</summary>
    public bool TryFindWant(ContractId contract, out WantedContract found)
    {
        foreach (WantedContract want in Wants)
        {
            if (want.Contract != contract) continue;
            found = want;
            return true;
        }
        found = default;
        return false;
    }
}
