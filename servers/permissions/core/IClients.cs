using Diesis.Abi;
using Diesis.Manifests;

namespace Diesis.Servers.Permissions;

/// <summary>Who asks, and who has to know what was decided.</summary>
public interface IClients
{
    /// <summary>The program that is known by a badge.</summary>
    bool TryName(ulong badge, out string name);

    /// <summary>Has the broker let a client use a contract.</summary>
    Status Permit(ulong badge, ContractId contract, bool wasAsked);
}
