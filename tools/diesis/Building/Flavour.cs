namespace Diesis.Tools.Building;

/// <summary>What a kernel is built for: an MSBuild configuration, which says what sources it has (targets/).</summary>
internal enum Flavour
{
    /// <summary>With assertions.</summary>
    Debug,

    /// <summary>Without assertions: what is shipped.</summary>
    Release,

    /// <summary><see cref="Debug"/> with the tests that run in the kernel.</summary>
    Test,

    /// <summary><see cref="Release"/> with the measurements that run in the kernel.</summary>
    Bench,
}

internal static class FlavourNames
{
    public static string FolderName(this Flavour flavour) => flavour.ToString().ToLowerInvariant();
}
