using Diesis.Contracts.Files;

namespace Diesis.Virtio9p.Protocol;

/// <summary>Errors as 9P2000.L has them: numbers of Linux, include/uapi/asm-generic/errno-base.h and errno.h.</summary>
internal static class LinuxError
{
    private const uint NotPermitted = 1, NoEntry = 2, AccessDenied = 13, Exists = 17, NoFolder = 20, Folder = 21, Invalid = 22, NoSpace = 28, ReadOnly = 30, NameTooLong = 36, NotImplemented = 38, LinkLoop = 40,
        NotSupported = 95;

    public static FileStatus ToStatus(uint error) => error switch
    {
        NotPermitted or AccessDenied => FileStatus.NotPermitted,
        NoEntry => FileStatus.NotFound,
        Exists => FileStatus.AlreadyThere,
        NoFolder => FileStatus.NotAFolder,
        Folder => FileStatus.IsAFolder,
        NoSpace => FileStatus.NoSpace,
        ReadOnly => FileStatus.ReadOnly,
        NameTooLong => FileStatus.BadName,
        // What a link is opened as where none is followed.
        Invalid or NotImplemented or LinkLoop or NotSupported => FileStatus.NotSupported,
        _ => FileStatus.DeviceFailed,
    };
}
