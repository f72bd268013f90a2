namespace Diesis.Boot.Uefi.Firmware;

/// <summary>A partition that the firmware can read files of. UEFI 2.10, 13.4.</summary>
// SAFETY: the firmware made the tables that these functions are in; they are called as its specification says,
// before boot services are left.
public readonly struct EfiFileSystem
{
    private readonly ulong _revision;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<EfiFileSystem*, EfiFile**, EfiStatus> _openVolume;

    public unsafe EfiStatus OpenVolume(out EfiFile* root)
    {
        EfiFile* opened = null;
        fixed (EfiFileSystem* self = &this)
        {
            EfiStatus status = _openVolume(self, &opened);
            root = opened;
            return status;
        }
    }
}

/// <summary>An open file or folder. UEFI 2.10, 13.5.</summary>
// SAFETY: the firmware made the tables that these functions are in; they are called as its specification says,
// before boot services are left.
public readonly struct EfiFile
{
    private const ulong ReadOnly = 1;

    private readonly ulong _revision;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <EfiFile*, EfiFile**, char*, ulong, ulong, EfiStatus> _open;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<EfiFile*, EfiStatus> _close;
    private readonly nint _delete;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]<EfiFile*, nuint*, byte*, EfiStatus> _read;
    private readonly nint _write;
    private readonly nint _getPosition;
    private readonly nint _setPosition;
    private readonly unsafe delegate* unmanaged[SuppressGCTransition]
        <EfiFile*, EfiGuid*, nuint*, byte*, EfiStatus> _getInfo;

    /// <param name="path">From this folder, with backslashes; ends with a 0 character.</param>
    public unsafe EfiStatus Open(char* path, out EfiFile* file)
    {
        EfiFile* opened = null;
        fixed (EfiFile* self = &this)
        {
            EfiStatus status = _open(self, &opened, path, ReadOnly, 0);
            file = opened;
            return status;
        }
    }

    public unsafe void Close()
    {
        fixed (EfiFile* self = &this) _ = _close(self);
    }

    /// <param name="size">In: bytes wanted. Out: bytes read; 0 at the end of the file.</param>
    public unsafe EfiStatus Read(ref nuint size, byte* content)
    {
        fixed (EfiFile* self = &this)
        fixed (nuint* sizePlace = &size) return _read(self, sizePlace, content);
    }

    public unsafe EfiStatus GetInformation(out EfiFileInformation information)
    {
        // The file's name follows the structure: as long as FAT allows, and its end.
        const int LongestName = (255 + 1) * sizeof(char);
        byte* buffer = stackalloc byte[sizeof(EfiFileInformation) + LongestName];
        nuint size = (nuint)(sizeof(EfiFileInformation) + LongestName);
        EfiGuid kind = EfiGuid.FileInformation;
        fixed (EfiFile* self = &this)
        {
            EfiStatus status = _getInfo(self, &kind, &size, buffer);
            information = status.IsError ? default : *(EfiFileInformation*)buffer;
            return status;
        }
    }
}

/// <summary>UEFI 2.10, 13.5.16, EFI_FILE_INFO, without the name at its end.</summary>
public readonly struct EfiFileInformation
{
    private const ulong Directory = 0x10;

    public readonly ulong Size;
    public readonly ulong FileSize;
    public readonly ulong PhysicalSize;
    public readonly EfiTime Created;
    public readonly EfiTime Accessed;
    public readonly EfiTime Modified;
    private readonly ulong _attributes;

    public bool IsFolder => (_attributes & Directory) != 0;
}
