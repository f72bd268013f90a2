namespace System.Runtime;

/// <summary>
/// Names the assembly routine behind a method. The real .NET keeps this attribute to itself; here it only lets the
/// declarations compile, for nothing on the host calls them.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuntimeImportAttribute(string library, string name) : Attribute
{
    public string Library { get; } = library;

    public string Name { get; } = name;
}

/// <summary>Names a method for assembly to call.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuntimeExportAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
