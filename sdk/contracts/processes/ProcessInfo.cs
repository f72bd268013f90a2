using System.Runtime.CompilerServices;

namespace Diesis.Contracts.Processes;

/// <summary>What is known of a process.</summary>
public struct ProcessInfo
{
    [InlineArray(32)]
    public struct NameBytes { private byte _first; }

    /// <summary>Filled up with zeros.</summary>
    public NameBytes Name;
    public uint Number;

    /// <summary>Whom it belongs to; 0: a service.</summary>
    public uint Parent;

    /// <summary>By what servers know it.</summary>
    public ulong Badge;

    /// <summary>What it and all that it has made spend of its budget.</summary>
    public ulong MemoryBytes;

    /// <summary>Processor time that its threads have used, or lent to who did something for them.</summary>
    public ulong TimeNs;

    public bool HasEnded;

    /// <summary>Zeros.</summary>
    public byte Reserved0;
    public ushort Reserved1;
    public uint Reserved2;
}
