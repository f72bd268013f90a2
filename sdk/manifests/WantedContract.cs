using System;

namespace Diesis.Manifests;

/// <summary>What a program says of a contract that it wants to use.</summary>
[Flags]
public enum WantOptions : uint
{
    None = 0,

    /// <summary>It can do without: it is started also when nobody offers that, or when it is not permitted.</summary>
    Optional = 1 << 0,
}

/// <summary>A contract that a program wants to use.</summary>
/// <param name="line">Where in the source of its manifest that stands, so that somebody who asks can be told.</param>
public readonly struct WantedContract(ContractId contract, WantOptions options, uint line)
{
    public ContractId Contract { get; } = contract;
    public WantOptions Options { get; } = options;
    public uint Line { get; } = line;
    public bool IsOptional => (Options & WantOptions.Optional) != 0;
}
