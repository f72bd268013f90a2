namespace Diesis.Contracts.Files;

/// <summary>How an operation on files, or on what they are kept on, ended.</summary>
public enum FileStatus : byte
{
    /// <summary>It is done.</summary>
    Ok,

    /// <summary>There is nothing by that name.</summary>
    NotFound,

    /// <summary>There is something by that name already.</summary>
    AlreadyThere,

    /// <summary>A folder is needed, and this is none.</summary>
    NotAFolder,

    /// <summary>A file is needed, and this is a folder.</summary>
    IsAFolder,

    /// <summary>The folder has something in it.</summary>
    NotEmpty,

    /// <summary>The name is empty, too long, or has characters that no name can have here.</summary>
    BadName,

    /// <summary>A folder cannot be moved into itself.</summary>
    IntoItself,

    /// <summary>There is no room left for that.</summary>
    NoSpace,

    /// <summary>A file cannot be that large here, or a folder have that many entries.</summary>
    TooLarge,

    /// <summary>What was asked for lies beyond the end.</summary>
    OutOfRange,

    /// <summary>Nothing can be written here, or not this.</summary>
    ReadOnly,

    /// <summary>Somebody uses it.</summary>
    InUse,

    /// <summary>What is on the disk contradicts itself: nothing was changed.</summary>
    Damaged,

    /// <summary>This is something else than what it is taken for, or uses what is not understood.</summary>
    NotSupported,

    /// <summary>The device did not do it.</summary>
    DeviceFailed,

    /// <summary>Whoever keeps it does not let this system have it.</summary>
    NotPermitted,
}
