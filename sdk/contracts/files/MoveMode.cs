namespace Diesis.Contracts.Files;

/// <summary>What is done when there is something by the new name already.</summary>
public enum MoveMode : byte
{
    /// <summary><see cref="FileStatus.AlreadyThere"/>.</summary>
    New = 0,

    /// <summary>A file goes, or an empty folder if a folder is moved: in the same step in which the other takes its place.</summary>
    Replace = 1,
}
