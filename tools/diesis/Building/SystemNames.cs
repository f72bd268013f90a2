using System.Reflection;
using Diesis.Manifests;
using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>The systems that can be built, by the names of their manifests in <see cref="Systems"/>.</summary>
internal static class SystemNames
{
    public static string Usual => NameOf(typeof(Systems).GetField(nameof(Systems.Usual))!);

    private static IEnumerable<FieldInfo> Fields =>
        typeof(Systems).GetFields(BindingFlags.Static | BindingFlags.Public).Where(one => one.FieldType == typeof(SystemManifest));

    public static IEnumerable<string> All => Fields.Select(NameOf);

    public static SystemManifest Find(string name) =>
        Fields.SingleOrDefault(field => NameOf(field) == name) is { } field ? (SystemManifest)field.GetValue(null)!
            : throw new ToolFailure($"there is no system '{name}', but: {string.Join(", ", All)}");

    public static string NameOf(SystemManifest system) => NameOf(Fields.Single(field => ReferenceEquals(field.GetValue(null), system)));

    private static string NameOf(FieldInfo field) => field.Name.ToLowerInvariant();
}
