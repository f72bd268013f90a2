using System.Reflection;
using Diesis.Manifests;
using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>The manifests of all programs: each stands in a <c>Manifest.cs</c> in the program's folder, as a static field.</summary>
internal static class ProgramManifests
{
    private static readonly IReadOnlyList<Manifest> All =
    [
        .. typeof(Systems).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(Manifest))
            .Select(field => (Manifest)field.GetValue(null)!),
    ];

    /// <returns>Null for a program that has none: it is started without.</returns>
    public static Manifest? Of(UserProgram program) =>
        All.SingleOrDefault(manifest => FolderOf(manifest).EndsWith("/" + program.Project, StringComparison.Ordinal));

    /// <summary>The folder, inside the repository, of the program whose manifest has a name.</summary>
    public static string FolderOf(string name, string root) =>
        All.SingleOrDefault(manifest => manifest.Name == name) is { } found ? Path.GetRelativePath(root, FolderOf(found))
            : throw new ToolFailure($"no program has a manifest with the name '{name}'");

    private static string FolderOf(Manifest manifest) => Path.GetDirectoryName(manifest.Source)!;
}
