namespace Diesis.Archives;

/// <summary>What is wrong with an archive.</summary>
public enum ArchiveProblem : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It ends too early.</summary>
    CutOff,

    /// <summary>It begins as no such file does, or uses what is not understood.</summary>
    UnknownFormat,

    /// <summary>The compressed data means nothing.</summary>
    BadCompression,

    /// <summary>The content is larger or smaller than the file says.</summary>
    WrongSize,

    /// <summary>The content is larger than is allowed.</summary>
    TooLarge,

    /// <summary>A check sum is wrong.</summary>
    WrongCheckSum,

    /// <summary>Something follows behind the end.</summary>
    Trailing,

    /// <summary>A number is none.</summary>
    BadNumber,

    /// <summary>A path is empty or too long, begins at the root, climbs out by <c>..</c>, or has bytes that no name has.</summary>
    BadPath,


    /// <summary>An entry is neither file nor folder: a link, a device, an extension.</summary>
    NotAFile,
}
