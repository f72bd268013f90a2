namespace Diesis.Contracts.Files;

/// <summary>What a folder that somebody is given lets be done in it, and below.</summary>
public enum FolderAccess : byte
{
    /// <summary>Look, and read.</summary>
    Read = 0,

    /// <summary>Anything, as far as whoever gave it may.</summary>
    Change = 1,
}
