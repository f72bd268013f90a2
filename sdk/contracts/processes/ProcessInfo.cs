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
    public uint Parent;

    /// <summary>What it and all that it has made spend of its budget.</summary>
    public ulong MemoryBytes;

    public bool HasEnded;

    /// <summary>Zeros.</summary>
    public byte Reserved0;
    public ushort Reserved1;
    public uint Reserved2;
}
