using System;
using Diesis.Boot.Uefi.Configuration;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Program;

/// <summary>The partition that the loader itself came from. All files come through here.</summary>
// SAFETY: what the firmware answers for a protocol stays until boot services are left; names are written within
// their buffer, which
// paths are checked to fit.
internal readonly struct BootVolume
{
    private readonly unsafe EfiFile* _root;

    private unsafe BootVolume(EfiFile* root) => _root = root;

    public static unsafe Problem Open(EfiBootServices* services, EfiHandle image, out BootVolume volume)
    {
        volume = default;

        // SAFETY: services are the firmware's; what a handle's protocol points to lives as long as boot services.
        EfiLoadedImage* loaded = services->HandleProtocol<EfiLoadedImage>(image, EfiGuid.LoadedImage);
        if (loaded == null || loaded->Device.IsNull) return Problem.Because("is unknown to the firmware"u8);
        EfiFileSystem* files = services->HandleProtocol<EfiFileSystem>(loaded->Device, EfiGuid.SimpleFileSystem);
        if (files == null) return Problem.Because("has no file system that the firmware can read"u8);
        EfiStatus status = files->OpenVolume(out EfiFile* root);
        if (!status.IsError) volume = new(root);
        return status.Problem;
    }

    /// <summary>Reads a whole file into pages of its own; the rest of the last page is cleared.</summary>
    /// <param name="path">A path that <see cref="BootPath.Check"/> accepts.</param>
    /// <param name="largest">Files with more bytes are refused unread.</param>
    public unsafe Problem Read(
        scoped ReadOnlySpan<byte> path, int largest, scoped ref PageStore store, out FileContent content)
    {
        content = default;
        char* name = stackalloc char[BootPath.Longest + 1];
        int length = 0;
        foreach (byte character in path) name[length++] = character == (byte)'/' ? '\\' : (char)character;
        name[length] = '\0';

        // SAFETY: the path has at most as many characters as there is room for in front of the end.
        EfiStatus status = _root->Open(name, out EfiFile* file);
        if (status.IsError) return status.Problem;
        Problem problem = Read(file, largest, ref store, out content);
        file->Close();
        return problem;
    }

    private static unsafe Problem Read(EfiFile* file, int largest, scoped ref PageStore store, out FileContent content)
    {
        content = default;
        EfiStatus status = file->GetInformation(out EfiFileInformation information);
        if (status.IsError) return status.Problem;
        if (information.IsFolder) return Problem.Because("is a folder, not a file"u8);
        if (information.FileSize == 0) return Problem.Because("is empty"u8);
        if (information.FileSize > (ulong)largest) return Problem.Because("is too large"u8);

        Problem problem = store.Take(information.FileSize, EfiMemoryType.LoaderData, out PhysicalAddress start);
        if (!problem.IsNone) return problem;
        content = new(start, (int)information.FileSize);
        return Fill(file, content);
    }

    private static unsafe Problem Fill(EfiFile* file, FileContent content)
    {
        int done = 0;
        while (done < content.Length)
        {
            nuint size = (nuint)(content.Length - done);

            // SAFETY: so many bytes of the content's own pages are left.
            EfiStatus status = file->Read(ref size, (byte*)content.Start.Value + done);
            if (status.IsError) return status.Problem;
            if (size == 0) return Problem.Because("ends before the length that its folder states"u8);
            done += (int)size;
        }
        content.Padding.Clear();
        return Problem.None;
    }
}
