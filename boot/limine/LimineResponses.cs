using Diesis.Machines;

namespace Diesis.Boot.Limine;

// The loader's answers, one struct per feature, laid out as in the chapter "Feature List" of the Limine Boot
// Protocol. All of them, and all they point to, lie in memory of kind BootloaderReclaimable. Texts end with a 0 byte.

public struct LimineBootloaderInfo
{
    public ulong Revision;
    public HhdmPointer<byte> Name;
    public HhdmPointer<byte> Version;
}

public struct LimineCommandLine
{
    public ulong Revision;
    public HhdmPointer<byte> Text;
}

public struct LimineFirmwareTypeAnswer
{
    public ulong Revision;
    public LimineFirmwareType Type;
}

public enum LimineFirmwareType : ulong
{
    X86Bios = 0,
    Efi32 = 1,
    Efi64 = 2,
    Sbi = 3,
}

/// <summary>The answer to requests that ask for something to be done, and for nothing to be told.</summary>
public struct LimineAcknowledgement
{
    public ulong Revision;
}

public struct LimineHhdm
{
    public ulong Revision;

    /// <summary>Where physical address 0 would be in the direct map.</summary>
    public VirtualAddress Start;
}

public struct LiminePagingModeAnswer
{
    public ulong Revision;
    public LiminePagingMode Mode;
}

public struct LimineMemoryMap
{
    public ulong Revision;
    public ulong Count;

    /// <summary>Sorted by base, lowest first.</summary>
    public HhdmPointer<HhdmPointer<LimineMemoryMapEntry>> Entries;
}

/// <summary>The kernel's own file. Limine up to 8 gives the command line here alone, as the file's text.</summary>
public struct LimineExecutableFile
{
    public ulong Revision;
    public HhdmPointer<LimineFile> File;
}

public struct LimineModules
{
    public ulong Revision;
    public ulong Count;
    public HhdmPointer<HhdmPointer<LimineFile>> Files;
}

public struct LimineRsdp
{
    public ulong Revision;

    /// <summary>In the direct map; physical when the image was loaded by base revision 3.</summary>
    public ulong Address;
}

public struct LimineDeviceTree
{
    public ulong Revision;
    public HhdmPointer<byte> Blob;
}

public struct LimineDateAtBoot
{
    public ulong Revision;

    /// <summary>Seconds since 1970-01-01 00:00 UTC.</summary>
    public long UnixSeconds;
}

public struct LimineExecutableAddress
{
    public ulong Revision;
    public PhysicalAddress PhysicalBase;
    public VirtualAddress VirtualBase;
}
