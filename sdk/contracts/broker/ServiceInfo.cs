using System.Runtime.CompilerServices;

namespace Diesis.Contracts.Broker;

/// <summary>How a service stands.</summary>
public enum ServiceState : byte
{
    /// <summary>Never started: nobody needs it yet.</summary>
    Idle,
    Running,

    /// <summary>It ended, and will be started again.</summary>
    Waiting,

    /// <summary>It ended too often.</summary>
    GivenUp,
    Ended,
    Stopping,

    /// <summary>Its process is being made.</summary>
    Starting,
}

/// <summary>What is known of a service.</summary>
public struct ServiceInfo
{
    [InlineArray(32)]
    public struct NameBytes { private byte _first; }

    /// <summary>Filled up with zeros.</summary>
    public NameBytes Name;

    /// <summary>The badge by which servers know it.</summary>
    public ulong Badge;

    /// <summary>What it and all that it has made spend of its budget; 0 when it does not run.</summary>
    public ulong MemoryBytes;

    /// <summary>Processor time that this instance has used, or lent to who did something for it.</summary>
    public ulong TimeNs;

    /// <summary>How often it was started.</summary>
    public uint Starts;
    public ServiceState State;
    public byte Core;

    /// <summary>Zeros.</summary>
    public ushort Reserved;
}
