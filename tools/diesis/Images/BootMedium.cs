namespace Diesis.Tools.Images;

internal enum MediumKind
{
    /// <summary>A raw image of a disk with partitions.</summary>
    Disk,

    /// <summary>An ISO 9660 image.</summary>
    Disc,
}

/// <summary>An image that a machine boots from.</summary>
internal sealed record BootMedium(MediumKind Kind, string File);
