namespace Diesis.Boot.Limine;

/// <summary>A file that the loader has read. Its bytes have their pages to themselves. "File Structure".</summary>
public struct LimineFile
{
    public ulong Revision;

    /// <summary>On a page boundary.</summary>
    public HhdmPointer<byte> Content;
    public ulong Size;

    /// <summary>Path on its volume, with a leading slash.</summary>
    public HhdmPointer<byte> Path;

    /// <summary>What the loader's configuration says of this file.</summary>
    public HhdmPointer<byte> Text;
    public LimineMediaType MediaType;
    public uint Unused;
    public uint TftpAddress;
    public uint TftpPort;
    public uint PartitionIndex;
    public uint MbrDiskId;
    public LimineUuid GptDisk;
    public LimineUuid GptPartition;
    public LimineUuid FileSystem;
}

public enum LimineMediaType : uint
{
    Generic = 0,
    Optical = 1,
    Tftp = 2,
}

public struct LimineUuid
{
    public uint A;
    public ushort B;
    public ushort C;
    public ulong D;
}
