using System;

namespace Diesis.Manifests;

/// <summary>
/// Which contract is meant, in manifests and by the broker: the hash of all that both sides of it have to agree on. Who wants another version wants
/// another contract.
/// </summary>
public readonly struct ContractId(ulong value) : IEquatable<ContractId>
{
    public ulong Value { get; } = value;
    public bool IsNone => Value == 0;

    public bool Equals(ContractId other) => Value == other.Value;
    public override bool Equals(object? other) => other is ContractId id && Equals(id);
    public override int GetHashCode() => unchecked((int)Value);
    public static bool operator ==(ContractId left, ContractId right) => left.Value == right.Value;
    public static bool operator !=(ContractId left, ContractId right) => left.Value != right.Value;
}
