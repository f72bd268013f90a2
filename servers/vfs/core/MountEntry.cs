using Diesis.Contracts.Files;

namespace Diesis.Servers.Vfs;

/// <summary>What is mounted where: a line of <c>/etc/fstab</c>.</summary>
public sealed record MountEntry
{
    /// <summary>As the kind's process knows it.</summary>
    public required string Source { get; init; }

    /// <summary>Where in the tree, in canonical form; null: nowhere, only by its name.</summary>
    public required string? Path { get; init; }

    public required string Kind { get; init; }

    /// <summary>The scheme of paths into it; empty: it has none.</summary>
    public string Name { get; init; } = "";

    public FolderAccess Access { get; init; } = FolderAccess.Change;

    /// <summary>As a line.</summary>
    public override string ToString()
        => $"{Source} {(Path is null ? Fstab.Nowhere : "/" + Fstab.Escaped(Path))} {Kind} {(Access == FolderAccess.Read ? "ro" : "rw")}{(Name.Length == 0 ? "" : ",name=" + Name)}";
}
