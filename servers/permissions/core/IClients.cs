using Diesis.Abi;
using Diesis.Manifests;

namespace Diesis.Servers.Permissions;

/// <summary>Who asks, and who has to know what was decided.</summary>
public interface IClients
{
    /// <summary>Finds who is known by a badge.</summary>
    /// <param name="contract">What it may want: <see cref="Client.IsWanted"/>.</param>
    bool TryFind(ulong badge, ContractId contract, out Client client);

    /// <summary>Has the broker let a client use a contract.</summary>
    Status Permit(ulong badge, ContractId contract, bool wasAsked);
}

/// <summary>What is known of who asks.</summary>
/// <param name="Program">The name in its manifest.</param>
/// <param name="IsWanted">Its manifest names the contract.</param>
/// <param name="IsTrusted">The system trusts it.</param>
public readonly record struct Client(string Program, bool IsWanted, bool IsTrusted);
