namespace Diesis.Contracts.Files;

/// <summary>What something in a folder is. A value keeps its number; links and devices come behind these.</summary>
public enum FileKind : byte
{
    /// <summary>Bytes.</summary>
    File = 0,

    /// <summary>Names, each with something behind it.</summary>
    Folder = 1,
}
