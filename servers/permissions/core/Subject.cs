using Diesis.Manifests;

namespace Diesis.Servers.Permissions;

/// <summary>What somebody may or may not have: the use of a contract, or one of the <see cref="Permission"/>s.</summary>
/// <remarks>Contract ids are hashes of long names: none is so small a number as a permission.</remarks>
public readonly record struct Subject
{
    private Subject(ulong value) => Value = value;

    public ulong Value { get; }

    public static Subject Of(ContractId contract) => new(contract.Value);
    public static Subject Of(Permission permission) => new((ulong)permission);

    /// <summary>Read from a message: any number is a subject, of which most mean nothing.</summary>
    public static Subject Claimed(ulong value) => new(value);
}
