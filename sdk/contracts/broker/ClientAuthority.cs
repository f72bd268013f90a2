using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Contracts.Broker;

/// <summary>Who a client is, and what it may do besides using contracts.</summary>
public struct ClientAuthority
{
    [InlineArray(32)]
    public struct NameBytes { private byte _first; }

    /// <summary>In its manifest, filled up with zeros.</summary>
    public NameBytes Name;

    /// <summary>A bit for each <c>Permission</c>: what it has, and what its manifest asks for.</summary>
    public ulong Permissions, AskedPermissions;

    /// <summary>The badge of the service that started it; 0 for a service.</summary>
    public ulong Host;

    /// <summary>What its manifest asks for it has, by the system's own.</summary>
    public bool IsTrusted;

    /// <summary>Zeros.</summary>
    public byte Reserved0;
    public ushort Reserved1;
    public uint Reserved2;
}

/// <summary>Handles of one kind that a service was given when it was started.</summary>
public struct HeldHandles
{
    /// <summary>The bits of <see cref="Rights"/>.</summary>
    public uint RightBits;
    public ushort Count;
    public ObjectType Type;

    /// <summary>Zeros.</summary>
    public byte Reserved;
}

/// <summary>A core of the machine.</summary>
public struct CoreInfo
{
    /// <summary>All that programs on it can have together.</summary>
    public ulong MemoryBytes;

    /// <summary>What of it they were given.</summary>
    public ulong UsedBytes;
    public uint Number;

    /// <summary>How many services run on it.</summary>
    public uint Services;
}
