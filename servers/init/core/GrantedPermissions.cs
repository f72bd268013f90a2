using System.Collections.Generic;
using Diesis.Manifests;

namespace Diesis.Servers.Init;

/// <summary>What programs may use: everything that its manifest names, if the system trusts it; else what was permitted since the system started.</summary>
/// <param name="asking">The contract by which permissions are asked for: everybody may ask.</param>
public sealed class GrantedPermissions(ContractId asking) : IPermissionSource
{
    private readonly Dictionary<(string, ContractId), DecidedBy> _granted = [];

    public void Add(ServiceDescription client, ContractId contract, DecidedBy by) => _granted[(client.Name, contract)] = by;

    public bool IsForAll(ContractId contract) => contract == asking;

    public Verdict MayUse(ServiceDescription client, ContractId contract)
    {
        if (client.IsTrusted || IsForAll(contract)) return new(true, DecidedBy.System);
        return _granted.TryGetValue((client.Name, contract), out DecidedBy by) ? new(true, by) : new(false, DecidedBy.Default);
    }
}
