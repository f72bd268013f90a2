using System.Runtime.CompilerServices;

namespace Diesis.Contracts.Broker;

/// <summary>What a client has to do with a contract.</summary>
public enum ContractUseKind : byte
{
    /// <summary>It asks for it.</summary>
    Wanted,

    /// <summary>It offers it to others.</summary>
    Offered,
}

/// <summary>A contract in a client's manifest, and what became of that.</summary>
public struct ContractUse
{
    [InlineArray(32)]
    public struct NameBytes { private byte _first; }

    /// <summary>Who offers it to the client, filled up with zeros; none when nobody does.</summary>
    public NameBytes Provider;

    /// <summary>The contract's hash.</summary>
    public ulong Contract;

    /// <summary>Where the manifest asks for it; 0 for what is offered.</summary>
    public uint Line;
    public ContractUseKind Kind;

    /// <summary>The client goes on without it.</summary>
    public bool IsOptional;

    /// <summary>It may be connected, or may offer it.</summary>
    public bool IsPermitted;

    /// <summary>It was connected: <see cref="IBroker.Why"/> tells by whose decision.</summary>
    public bool IsConnected;
}
