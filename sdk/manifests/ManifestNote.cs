using System;

namespace Diesis.Manifests;

/// <summary>The note in a program's ELF file that is its manifest.</summary>
public static class ManifestNote
{
    /// <summary>The section, which <c>targets/user.ld</c> puts into a segment of notes.</summary>
    public const string Section = ".note.diesis";

    public const uint Type = 1;

    /// <summary>With the zero at its end, as notes have it.</summary>
    public static ReadOnlySpan<byte> Owner => "Diesis\0"u8;
}
