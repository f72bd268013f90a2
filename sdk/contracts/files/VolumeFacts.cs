namespace Diesis.Contracts.Files;

/// <summary>What is known of a volume.</summary>
public struct VolumeFacts
{
    /// <summary>In bytes; 0 for what has no size of its own.</summary>
    public ulong Capacity, Free;

    /// <summary>The longest name, in UTF-16.</summary>
    public uint LongestName;
    public FolderAccess Access;

    /// <summary>Zeros.</summary>
    public byte Reserved;
    public ushort ReservedToo;
}
