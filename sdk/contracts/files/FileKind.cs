namespace Diesis.Contracts.Files;

/// <summary>What something in a folder is. A value keeps its number.</summary>
public enum FileKind : byte
{
    /// <summary>Bytes.</summary>
    File = 0,

    /// <summary>Names, each with something behind it.</summary>
    Folder = 1,

    /// <summary>Another path, which may lead anywhere, or nowhere. Nobody follows it.</summary>
    Link = 2,

    /// <summary>Something else, such as a device of another system: it is there, and that is all.</summary>
    Other = 3,
}
